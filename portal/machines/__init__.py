"""What programs ask of the portal: parameters checked by name, pages of results, problems in JSON, and the rules
that hold for every answer to them (`middleware`)."""
