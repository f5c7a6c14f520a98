"""What knows no campaign: language, diagnostics, text, files, processes, fair division."""
