"""Plan a month of local activities, assign them to wards, and print what each must do."""

__version__ = "0.1.0"
