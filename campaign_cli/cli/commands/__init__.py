"""One module a command: what is asked, what is shown, and with which exit code it ends."""
