package io.github.clv4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.clv4j.csv.CsvColumns;
import io.github.clv4j.csv.CsvTransactions;
import io.github.clv4j.data.DiscountRate;
import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.RefundPolicy;
import io.github.clv4j.data.TimeStep;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.model.BgNbd;
import io.github.clv4j.model.GammaGamma;
import io.github.clv4j.rfm.Rfm;
import io.github.clv4j.rfm.RfmOptions;
import io.github.clv4j.rfm.RfmScores;
import io.github.clv4j.rfm.SegmentMaps;
import io.github.clv4j.summary.CustomerSummary;
import io.github.clv4j.summary.SummaryOptions;
import io.github.clv4j.value.ClvOptions;
import io.github.clv4j.value.ClvScores;
import io.github.clv4j.value.PredictedClv;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ScoreServiceTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_BYTES = 4_000;
    private static final int READERS = 4;
    private static final int BATCHES = 25;
    private static final String CUSTOMER = "C100001";

    @TempDir
    private static Path folder = Path.of("");

    private static TransactionLog log =
            TransactionLog.builder(LogOptions.of(MoneyScale.of("EUR"))).build();

    private final HttpClient client = HttpClient.newHttpClient();
    private LiveScores scores = LiveScores.of(log());
    private ScoreService service = start();

    @BeforeAll
    static void makeOrders() throws IOException {
        log();
    }

    private static synchronized TransactionLog log() {
        if (log.rows() == 0) {
            try {
                Path orders = folder.resolve("orders.csv");
                SampleShop.writeOrders(orders, 7);
                log = CsvTransactions.read(
                        orders,
                        CsvColumns.of("customer_id", "ordered_at", "amount"),
                        LogOptions.of(MoneyScale.of("EUR")).withRefunds(RefundPolicy.NET));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
        return log;
    }

    private ScoreService start() {
        try {
            return ScoreService.start(scores, 0, MOST_BYTES);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void isOnTheLoopback() {
        assertThat(service.address().getPort()).isPositive();
        assertThat(service.address().getHost())
                .isIn(
                        InetAddress.getLoopbackAddress().getHostName(),
                        InetAddress.getLoopbackAddress().getHostAddress());
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        return response;
    }

    private HttpRequest.Builder at(String path) {
        return HttpRequest.newBuilder(URI.create(service.address() + path));
    }

    private JsonNode customer(String id, int status) throws IOException, InterruptedException {
        String path =
                "/customers/" + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
        HttpResponse<String> response = send(at(path));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return JSON.readTree(response.body());
    }

    private JsonNode post(String type, String body, int status) throws IOException, InterruptedException {
        HttpResponse<String> response =
                send(at("/orders").header("Content-Type", type).POST(BodyPublishers.ofString(body)));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return JSON.readTree(response.body());
    }

    private static String order(String customer, LocalDate day, String amount) {
        return "{\"customer_id\":\"" + customer + "\",\"ordered_at\":\"" + day + "\",\"amount\":" + amount + "}";
    }

    @Test
    void answersWhatTheLibrarySays() throws IOException, InterruptedException {
        CustomerSummary summary = CustomerSummary.of(log, SummaryOptions.weekly());
        RfmScores rfm = Rfm.score(summary, RfmOptions.withDefaults());
        ClvScores clv = PredictedClv.of(
                        BgNbd.fit(summary).model(),
                        GammaGamma.fit(summary).model(),
                        log.money(),
                        ClvOptions.of(52, TimeStep.WEEKS, DiscountRate.annual(0.10))
                                .withGrossMargin(0.35))
                .score(summary);
        for (int c = 0; c < 50; c++) {
            JsonNode answer = customer(log.index().id(c), 200);
            assertThat(answer.path("version").intValue()).isEqualTo(1);
            assertThat(answer.path("asOf").textValue()).isEqualTo(summary.asOf().toString());
            assertThat(answer.path("orders").intValue()).isEqualTo(summary.orders(c));
            assertThat(answer.path("spend").textValue()).isEqualTo(log.money().format(summary.spendMinor(c)));
            assertThat(answer.path("score").path("r").intValue()).isEqualTo(rfm.r(c));
            assertThat(answer.path("score").path("m").intValue()).isEqualTo(rfm.m(c));
            assertThat(answer.path("segment").textValue())
                    .isEqualTo(SegmentMaps.OMNICONVERT.assign(rfm).labelOf(c));
            assertThat(answer.path("pAlive").doubleValue()).isEqualTo(clv.pAlive(c));
            assertThat(answer.path("clv").textValue()).isEqualTo(log.money().format(clv.valueMinor(c)));
        }
    }

    @Test
    void newOrdersShow() throws IOException, InterruptedException {
        LocalDate day = LocalDate.ofEpochDay(log.lastDay());
        assertThat(customer("new / one", 404).path("error").textValue()).isEqualTo("customer 'new / one' is unknown");
        int before = customer(CUSTOMER, 200).path("orders").intValue();

        JsonNode taken = post(
                "application/json; charset=utf-8",
                "[" + order("new / one", day.plusDays(1), "12.50") + "," + order(CUSTOMER, day, "9") + "]",
                200);

        assertThat(taken.path("version").intValue()).isEqualTo(2);
        assertThat(taken.path("asOf").textValue()).isEqualTo(day.plusDays(1).toString());
        assertThat(taken.path("customers").intValue()).isEqualTo(log.customers() + 1);
        JsonNode answer = customer("new / one", 200);
        assertThat(answer.path("orders").intValue()).isEqualTo(1);
        assertThat(answer.path("spend").textValue()).isEqualTo("12.50");
        assertThat(answer.path("pAlive").doubleValue()).isBetween(0.5, 1.0);
        assertThat(customer(CUSTOMER, 200).path("orders").intValue()).isEqualTo(before + 1);
        String lines = order("x", day, "1") + "\n" + order("y", day, "2") + "\n";
        assertThat(post("application/x-ndjson", lines, 200).path("customers").intValue())
                .isEqualTo(log.customers() + 3);
    }

    @Test
    void errorsAreJsonAndChangeNothing() throws IOException, InterruptedException {
        LocalDate day = LocalDate.ofEpochDay(log.lastDay());
        String good = order("x", day, "1");
        JsonNode bad = post("application/json", "[" + good + "," + order("x", day, "\"a lot\"") + "]", 400);
        assertThat(bad.path("error").textValue()).startsWith("orders, row 2, column 'amount': 'a lot'");
        assertThat(bad.path("problem").path("row").intValue()).isEqualTo(2);
        assertThat(bad.path("problem").path("column").textValue()).isEqualTo("amount");
        assertThat(bad.path("problem").path("reason").textValue()).isEqualTo("BAD_AMOUNT");
        assertThat(post("application/json", "[" + good, 400).path("error").textValue())
                .contains("Unexpected end-of-input");
        assertThat(post("application/json", "", 400).path("error").textValue()).contains("the text is empty");
        assertThat(post("application/json", "[".repeat(100), 400).path("error").textValue())
                .contains("nesting depth");
        assertThat(post("application/json", "[" + good + " ".repeat(MOST_BYTES) + "]", 413)
                        .path("error")
                        .textValue())
                .isEqualTo("the body has more than 4000 bytes");
        assertThat(post("text/csv", good, 415).path("status").intValue()).isEqualTo(415);
        HttpResponse<String> deleted = send(at("/customers/x").DELETE());
        assertThat(deleted.statusCode()).isEqualTo(405);
        assertThat(deleted.headers().firstValue("Allow")).hasValue("GET");
        assertThat(send(at("/orders")).statusCode()).isEqualTo(405);
        assertThat(send(at("/")).statusCode()).isEqualTo(404);
        assertThat(send(at("/customers/x/y")).statusCode()).isEqualTo(404);

        customer("x", 404);
        assertThat(customer(CUSTOMER, 200).path("version").intValue()).isEqualTo(1);
    }

    /** Each batch adds an order on the next day; an answer must be of one snapshot, and no reader goes back in time. */
    @Test
    void readersSeeWholeSnapshotsWhileOrdersComeIn() throws Exception {
        LocalDate first = LocalDate.ofEpochDay(log.lastDay());
        int orders = customer(CUSTOMER, 200).path("orders").intValue();
        AtomicBoolean isDone = new AtomicBoolean();
        ExecutorService readers = Executors.newFixedThreadPool(READERS);
        try {
            List<Future<Long>> reading = new ArrayList<>();
            for (int r = 0; r < READERS; r++) {
                reading.add(readers.submit((Callable<Long>) () -> {
                    long version = 1;
                    while (!isDone.get() || version < BATCHES + 1) {
                        JsonNode answer = customer(CUSTOMER, 200);
                        assertThat(answer.path("version").longValue()).isGreaterThanOrEqualTo(version);
                        version = answer.path("version").longValue();
                        assertThat(answer.path("orders").longValue()).isEqualTo(orders + version - 1);
                        assertThat(answer.path("asOf").textValue())
                                .isEqualTo(first.plusDays(version - 1).toString());
                    }
                    return version;
                }));
            }
            for (int batch = 1; batch <= BATCHES; batch++) {
                String body = "[" + order(CUSTOMER, first.plusDays(batch), "10") + "]";
                assertThat(post("application/json", body, 200).path("version").intValue())
                        .isEqualTo(batch + 1);
            }
            isDone.set(true);
            for (Future<Long> last : reading) {
                assertThat(last.get()).isEqualTo(BATCHES + 1);
            }
        } finally {
            isDone.set(true);
            readers.shutdownNow();
        }
    }

    @Test
    void batchesThatComeTogetherAreAllTaken() throws Exception {
        LocalDate day = LocalDate.ofEpochDay(log.lastDay());
        ExecutorService writers = Executors.newFixedThreadPool(READERS);
        try {
            List<Future<JsonNode>> posts = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                String body = "[" + order("together", day, Integer.toString(i + 1)) + "]";
                posts.add(writers.submit(() -> post("application/json", body, 200)));
            }
            for (Future<JsonNode> post : posts) {
                post.get();
            }
        } finally {
            writers.shutdownNow();
        }
        assertThat(customer("together", 200).path("spend").textValue()).isEqualTo("78.00");
        assertThat(customer("together", 200).path("version").intValue()).isEqualTo(13);
    }

    @Test
    void aServiceThatWasStoppedAnswersNoMore() {
        service.close();
        assertThatThrownBy(() -> customer(CUSTOMER, 200)).isInstanceOf(ConnectException.class);
    }
}
