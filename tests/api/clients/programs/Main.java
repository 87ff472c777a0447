import java.util.List;
import org.openapitools.client.ApiClient;
import org.openapitools.client.api.NeighbourhoodsApi;
import org.openapitools.client.api.PathsApi;
import org.openapitools.client.api.RecordsApi;
import org.openapitools.client.api.SectorsApi;
import org.openapitools.client.model.GapLayer;
import org.openapitools.client.model.Predicate;

public class Main {
    public static void main(String[] arguments) throws Exception {
        ApiClient client = new ApiClient();
        client.updateBaseUri(arguments[0]);
        var near = new NeighbourhoodsApi(client);
        var around = near.neighbourhood("dmi", null, null, null, null, null, null, 1, 5, null, null, null, null, null);
        var paths = new PathsApi(client)
                .paths("dyetec", "dmi", null, null, null, null, null, null, 3, null, List.of("daegu-city", "hubs"));
        var some = near.neighbourhood(
                "dmi", List.of(Predicate.SUPPLIES, Predicate.COLLABORATES_WITH), null, null, null, null, null, 1, 100, null, null, null, null, null);
        var gaps = new SectorsApi(client).gaps(null, null, null, GapLayer.DIRECT, null, null, null, null, null);
        System.out.println(around.getTotals().getRelations() + " " + paths.getAvoided() + " "
                + some.getTotals().getRelations() + " " + gaps.getPairs().size());
    }
}
