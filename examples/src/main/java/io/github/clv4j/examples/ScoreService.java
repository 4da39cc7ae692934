package io.github.clv4j.examples;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.clv4j.data.DataException;
import io.github.clv4j.data.LogOptions;
import io.github.clv4j.data.MoneyScale;
import io.github.clv4j.data.RowProblem;
import io.github.clv4j.data.TransactionLog;
import io.github.clv4j.jackson.ClvModule;
import io.github.clv4j.jackson.JsonLayout;
import io.github.clv4j.jackson.JsonReadOptions;
import io.github.clv4j.jackson.JsonTransactions;
import io.github.clv4j.kpi.CustomerProfile;
import io.github.clv4j.kpi.ProfileVersion;
import io.github.clv4j.rfm.RfmCell;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A small HTTP service on the JDK's own server, for programs on the same machine (it binds the loopback address and asks
 * nobody who they are).
 *
 * <ul>
 *   <li>{@code GET /customers/{id}}: score, segment, P(alive) and CLV of a customer.
 *   <li>{@code POST /orders}: a batch of new orders as {@code application/json} (an array) or {@code application/x-ndjson}
 *       (one a line), taken as a whole or not at all; answers when the scores have them. Readers never wait for it.
 * </ul>
 *
 * <p>Errors are JSON, too: {@code {"status":400,"error":"…","problem":{…}}}, of a bad order with its row, field, value and
 * rule.
 */
public final class ScoreService implements AutoCloseable {
    private static final int THREADS = 4;
    private static final int CLIENT_ERROR = 400;
    private static final int NOT_FOUND = 404;
    private static final int WRONG_METHOD = 405;
    private static final int TOO_LARGE = 413;
    private static final int WRONG_TYPE = 415;
    private static final int OUR_ERROR = 500;
    private static final String CUSTOMERS = "/customers/";
    private static final ObjectMapper JSON =
            JsonMapper.builder().addModule(new ClvModule()).build();
    private static final System.Logger LOGGER = System.getLogger(ScoreService.class.getName());

    private final LiveScores scores;
    private final long mostBytes;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    /**
     * What is answered of a customer. Amounts are plain decimals in major units; what is not known is null.
     *
     * @param version number of the snapshot that all figures are of
     */
    record Answer(
            String customer,
            long version,
            String asOf,
            int orders,
            String spend,
            @Nullable RfmCell score,
            @Nullable String segment,
            @Nullable Double pAlive,
            @Nullable String clv,
            String currency) {
        static Answer of(ProfileVersion snapshot, CustomerProfile profile) {
            MoneyScale money = snapshot.profiles().money();
            boolean isScored = profile.recencyScore().isPresent();
            return new Answer(
                    profile.id(),
                    snapshot.version(),
                    snapshot.asOf().toString(),
                    profile.orders(),
                    money.format(profile.spendMinor()),
                    isScored
                            ? new RfmCell(
                                    profile.recencyScore().getAsInt(),
                                    profile.frequencyScore().getAsInt(),
                                    profile.monetaryScore().getAsInt())
                            : null,
                    profile.segment(),
                    profile.pAlive().isPresent() ? profile.pAlive().getAsDouble() : null,
                    profile.clvMinor().isPresent()
                            ? money.format(profile.clvMinor().getAsLong())
                            : null,
                    money.currency());
        }
    }

    /** What is answered to orders that were taken. */
    record Taken(long version, String asOf, int customers) {}

    /** What is answered to a request that cannot be answered. */
    record Problem(int status, String error, @Nullable RowProblem problem) {}

    /** A request that ends in an error. */
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1;
        private final int status;

        Refused(int status, String message) {
            super(message);
            this.status = status;
        }
    }

    private ScoreService(LiveScores scores, int port, long mostBytes) throws IOException {
        this.scores = scores;
        this.mostBytes = mostBytes;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /**
     * Starts the service.
     *
     * @param port 0 for any that is free
     * @param mostBytes longest body of a request
     * @throws IOException if the port cannot be had
     */
    static ScoreService start(LiveScores scores, int port, long mostBytes) throws IOException {
        return new ScoreService(scores, port, mostBytes);
    }

    /** Where the service is. */
    URI address() {
        InetSocketAddress at = server.getAddress();
        return URI.create("http://" + at.getHostString() + ":" + at.getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try {
            send(exchange, 200, answer(exchange));
        } catch (Refused e) {
            send(exchange, e.status, new Problem(e.status, String.valueOf(e.getMessage()), null));
        } catch (DataException e) {
            send(exchange, CLIENT_ERROR, new Problem(CLIENT_ERROR, String.valueOf(e.getMessage()), e.problem()));
        } catch (RuntimeException e) {
            LOGGER.log(System.Logger.Level.ERROR, "request " + exchange.getRequestURI() + " failed", e);
            send(exchange, OUR_ERROR, new Problem(OUR_ERROR, "the service failed", null));
        } finally {
            exchange.close();
        }
    }

    private Object answer(HttpExchange exchange) throws IOException, Refused {
        String path = exchange.getRequestURI().getRawPath();
        if (path.startsWith(CUSTOMERS) && path.indexOf('/', CUSTOMERS.length()) < 0) {
            requireMethod(exchange, "GET");
            return customer(URI.create(path).getPath().substring(CUSTOMERS.length()));
        }
        if (path.equals("/orders")) {
            requireMethod(exchange, "POST");
            return orders(exchange);
        }
        throw new Refused(NOT_FOUND, "there is nothing at " + path + "; ask /customers/{id} or /orders");
    }

    private static void requireMethod(HttpExchange exchange, String method) throws Refused {
        if (!exchange.getRequestMethod().equals(method)) {
            exchange.getResponseHeaders().set("Allow", method);
            throw new Refused(WRONG_METHOD, "the method is " + exchange.getRequestMethod() + "; it must be " + method);
        }
    }

    private Answer customer(String id) throws Refused {
        ProfileVersion snapshot = scores.current();
        CustomerProfile profile = snapshot.profiles().find(id);
        if (profile == null) {
            throw new Refused(NOT_FOUND, "customer '" + id + "' is unknown");
        }
        return Answer.of(snapshot, profile);
    }

    private Taken orders(HttpExchange exchange) throws IOException, Refused {
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        String media = type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        JsonLayout layout = switch (media) {
            case "application/json" -> JsonLayout.DOCUMENT;
            case "application/x-ndjson" -> JsonLayout.LINES;
            default ->
                throw new Refused(
                        WRONG_TYPE, "the type is '" + media + "'; it must be application/json or application/x-ndjson");
        };
        LimitedBody body = new LimitedBody(exchange.getRequestBody(), mostBytes);
        try {
            ProfileVersion now = scores.add(body, JsonReadOptions.withDefaults().withLayout(layout));
            return new Taken(
                    now.version(), now.asOf().toString(), now.profiles().customers());
        } catch (LimitedBody.TooLargeException e) {
            throw new Refused(TOO_LARGE, String.valueOf(e.getMessage()));
        }
    }

    private static void send(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] json = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, json.length);
        exchange.getResponseBody().write(json);
    }

    /** Takes no more requests, waits a second for those under way, and ends the threads. */
    @Override
    public void close() {
        server.stop(1);
        threads.shutdownNow();
    }

    /**
     * Serves the orders of a file until the program is ended.
     *
     * @param args a JSON or JSON lines file with the fields {@code customer_id}, {@code ordered_at} and {@code amount}; the
     *     currency; the port
     * @throws IOException if the file cannot be read or the port cannot be had
     */
    public static void main(String[] args) throws IOException {
        if (args.length != 3) {
            System.err.println("call: ScoreService <orders.json|orders.jsonl> <currency> <port>");
            System.exit(2);
        }
        LogOptions options = LogOptions.of(MoneyScale.of(args[1]))
                .withLastDay(LocalDate.now(ZoneOffset.UTC).plusDays(1));
        TransactionLog log = JsonTransactions.read(Path.of(args[0]), LiveScores.COLUMNS, options);
        ScoreService service = start(LiveScores.of(log), Integer.parseInt(args[2]), 1 << 24);
        Runtime.getRuntime().addShutdownHook(new Thread(service::close));
        System.out.println("scores are at " + service.address() + CUSTOMERS + "{id}");
    }
}
