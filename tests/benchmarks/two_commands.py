"""The least that a command line of Typer's can be: what starting `campaign` is measured against."""

import typer

app = typer.Typer()


@app.command()
def first(name: str = "you") -> None:
    """Greet someone."""
    typer.echo(f"hello {name}")


@app.command()
def second(count: int = 1) -> None:
    """Count."""
    typer.echo(str(count))


if __name__ == "__main__":
    app()
