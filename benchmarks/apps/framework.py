"""What FastAPI alone costs: one route without anything."""

from fastapi import FastAPI

app = FastAPI()


@app.get("/")
async def hello() -> dict[str, str]:
    """Answer with `hello`."""
    return {"message": "hello"}
