import sys

from formatter.cli import main

sys.exit(main())
