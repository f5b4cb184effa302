"""Maps to take away. `MAP_FORMATS` lists the formats: one is a class, and its row there."""

from app.map_files.csv import MapCsv
from app.map_files.format import MapFormat
from app.map_files.json import MapJson
from app.map_files.network_files import NetworkFile
from app.map_files.page import PageFile
from app.map_files.pictures import PdfPicture, PngPicture, SvgPicture
from graph.export.gexf import Gexf
from graph.export.graphml import GraphMl

MAP_FORMATS: dict[str, MapFormat] = {
    one.name: one
    for one in (
        PageFile(), PngPicture(), SvgPicture(), PdfPicture(),
        MapCsv(), MapJson(), NetworkFile(GraphMl), NetworkFile(Gexf),
    )
}  # fmt: skip
"""By name. The pages offer them, and `huoshui map` writes them."""

__all__ = ["MAP_FORMATS", "MapFormat"]
