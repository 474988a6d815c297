"""Where things are: regions by the postcodes, towns, codes and names that tables give."""
