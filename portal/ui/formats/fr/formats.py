"""Dates and figures where Django writes them itself (the office): in full, thousands apart by U+202F."""

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y, G\\hi"
TIME_FORMAT = "G\\hi"
YEAR_MONTH_FORMAT = "F Y"
MONTH_DAY_FORMAT = "j F"
SHORT_DATE_FORMAT = "j M Y"
SHORT_DATETIME_FORMAT = "j M Y, G\\hi"
FIRST_DAY_OF_WEEK = 1
DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "\u202f"
NUMBER_GROUPING = 3
