CREATE INDEX links_by_age ON links (created_at DESC);
