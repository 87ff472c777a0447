import sys

import openapi_client as sojae

client = sojae.ApiClient(sojae.Configuration(host=sys.argv[1]))
near = sojae.NeighbourhoodsApi(client)
around = near.neighbourhood("dmi", limit=5)
paths = sojae.PathsApi(client).paths(source="dyetec", target="dmi", avoid=["daegu-city", "hubs"])
some = near.neighbourhood("dmi", predicates=[sojae.Predicate.SUPPLIES, sojae.Predicate.COLLABORATES_WITH])
gaps = sojae.SectorsApi(client).gaps(layer=sojae.GapLayer.DIRECT)
records = sojae.RecordsApi(client)
page = records.list_organisations(limit=1, sector="metals")
part = records.list_organisations(limit=1, fields="name_ko")
print(
    around.totals.relations, paths.avoided, some.totals.relations, len(gaps.pairs), page.total, part.results[0].name_ko,
)  # fmt: skip
