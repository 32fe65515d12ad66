"""`python -m isnad`: the same as the `isnad` command."""

from isnad.cli import main

if __name__ == "__main__":
    main()
