"""What leaves the portal as data: entries read in bulk, tables, feeds, exports, nightly files and their catalogue."""
