"""The 553 offices of KPU and the units inside them."""
