"""Words that only this desk's templates say."""
