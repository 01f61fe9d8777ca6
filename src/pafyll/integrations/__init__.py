"""Outside systems, one module or folder each: values in, values out. They know no models."""
