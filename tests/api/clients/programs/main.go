package main

import (
	"context"
	"fmt"
	"os"

	sojae "github.com/GIT_USER_ID/GIT_REPO_ID"
)

func main() {
	config := sojae.NewConfiguration()
	config.Servers = sojae.ServerConfigurations{{URL: os.Args[1]}}
	client, ctx := sojae.NewAPIClient(config), context.Background()
	around, _, err := client.NeighbourhoodsAPI.Neighbourhood(ctx, "dmi").Limit(5).Execute()
	check(err)
	ways, _, err := client.PathsAPI.Paths(ctx).Source("dyetec").Target("dmi").Avoid([]string{"daegu-city", "hubs"}).Execute()
	check(err)
	predicates := []sojae.Predicate{sojae.PREDICATE_SUPPLIES, sojae.PREDICATE_COLLABORATES_WITH}
	some, _, err := client.NeighbourhoodsAPI.Neighbourhood(ctx, "dmi").Predicates(predicates).Execute()
	check(err)
	gaps, _, err := client.SectorsAPI.Gaps(ctx).Layer(sojae.GAPLAYER_DIRECT).Execute()
	check(err)
	page, _, err := client.RecordsAPI.ListOrganisations(ctx).Limit(1).Sector("metals").Execute()
	check(err)
	part, _, err := client.RecordsAPI.ListOrganisations(ctx).Limit(1).Fields("name_ko").Execute()
	check(err)
	fmt.Println(around.Totals.Relations, ways.Avoided, some.Totals.Relations, len(gaps.Pairs), page.Total, part.Results[0].GetNameKo())
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
