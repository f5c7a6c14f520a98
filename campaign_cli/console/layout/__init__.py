"""The shapes of screens: lines, columns, pages, a bar of progress, and the terminal itself."""
