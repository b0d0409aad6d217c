"""Reports → who is who, claims, points, stories, relations: what only several pages together can show."""
