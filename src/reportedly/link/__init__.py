"""What pages have to do with one another: copies, who is who, and later stories, claims, points and origins.

Linking is order-free: what comes out is a function of the set of pages and reports, not of the order they came in.
"""
