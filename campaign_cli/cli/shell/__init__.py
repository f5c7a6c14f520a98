"""How commands are typed, said in the reader's language, and how they end."""
