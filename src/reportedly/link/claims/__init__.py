"""Claims: the reports of one claimant's one assertion; points: claims that assert the same."""
