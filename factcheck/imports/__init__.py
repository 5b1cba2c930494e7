"""Published data sets as rows of the reference table; nothing here writes."""
