"""The Assessment view of a chart: six domains, risk of harm, and whether this care fits."""
