"""The parts of a Word document (WordprocessingML, ISO/IEC 29500), made one a module."""
