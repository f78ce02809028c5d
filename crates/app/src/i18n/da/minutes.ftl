
## Minutes
minutes-link = Referat
