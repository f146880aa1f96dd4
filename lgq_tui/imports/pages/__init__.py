"""What stands on pages that know no lines and no words, only signs and where each is drawn."""
