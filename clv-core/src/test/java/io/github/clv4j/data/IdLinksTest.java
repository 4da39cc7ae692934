package io.github.clv4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class IdLinksTest {
    private static final LogOptions EUR = LogOptions.of(MoneyScale.of("EUR"));

    private static IdLinks chain() {
        return IdLinks.builder()
                .link("cookie-7", "jo@example.org", "login")
                .link("jo@example.org", "card-12")
                .link("x", "y")
                .build();
    }

    @Test
    void linksJoinThroughOthersAndTheSmallestIdStandsForAll() {
        IdLinks links = chain();
        assertThat(links.resolve("jo@example.org")).isEqualTo("card-12");
        assertThat(links.resolve("cookie-7")).isEqualTo("card-12");
        assertThat(links.resolve("nobody")).isEqualTo("nobody");
        assertThat(links.idsOf("cookie-7")).containsExactly("card-12", "cookie-7", "jo@example.org");
        assertThat(links.idsOf("nobody")).containsExactly("nobody");
        assertThat(links.isSamePerson("cookie-7", "card-12")).isTrue();
        assertThat(links.isSamePerson("cookie-7", "x")).isFalse();
        assertThat(links.links().get(0)).isEqualTo(new IdLink("cookie-7", "jo@example.org", "login"));
        assertThat(links).hasToString("3 links of 5 ids of 2 persons");
    }

    @Test
    void numbersComeBeforeTextAndByValue() {
        IdLinks links = IdLinks.builder()
                .link("a", "10")
                .link("10", "9")
                .link("-3", "007")
                .build();
        assertThat(links.idsOf("a")).containsExactly("9", "10", "a");
        assertThat(links.idsOf("007")).containsExactly("-3", "007");
        assertThat(IdOrder.isNumber("9223372036854775807")).isTrue();
        assertThat(IdOrder.isNumber("9223372036854775808")).isFalse();
        assertThat(IdOrder.isNumber("-")).isFalse();
        assertThat(IdOrder.isNumber("-0")).isFalse();
        assertThat(IdOrder.isNumber("")).isFalse();
    }

    @Test
    void aCircleIsRedundantAndHoldsWhenOneLinkGoes() {
        IdLinks circle = IdLinks.builder()
                .link("a", "b")
                .link("b", "c")
                .link("c", "a")
                .link("b", "a")
                .build();
        assertThat(circle.report().read()).isEqualTo(4);
        assertThat(circle.report().accepted()).isEqualTo(2);
        assertThat(circle.report().redundant()).isEqualTo(2);
        IdLinks without = circle.without("a", "b");
        assertThat(without.links()).hasSize(2);
        assertThat(without.resolve("b")).isEqualTo("a");
        assertThat(without.without("c", "b").resolve("b")).isEqualTo("b");
        assertThat(circle.withSplit("a").resolve("c")).isEqualTo("b");
        assertThat(circle.report()).hasToString("4 links read, 2 accepted, 2 redundant, rejected {}");
    }

    @Test
    void whatIsNotLinkedCannotBeTakenApart() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> chain().without("cookie-7", "card-12"))
                .withMessage("there is no link between 'cookie-7' and 'card-12'; they are joined through others");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> chain().without("x", "z"))
                .withMessage("there is no link between 'x' and 'z'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> chain().withSplit("z"))
                .withMessage("id 'z' has no link; there is nothing to split it off from");
    }

    @Test
    void badLinksAreNamedWithTheirRow() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> IdLinks.builder().link("a", "b").link("c", "c"))
                .withMessage("links, row 2, column 'other': 'c'; a link is between two different ids");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> IdLinks.builder("links.csv", BadRowPolicy.fail())
                        .row(17)
                        .link("a", " "))
                .withMessage("links.csv, row 17, column 'other': ' '; a link needs two ids");
        IdLinks some = IdLinks.builder("links", BadRowPolicy.skip(2))
                .link(null, "a")
                .link("a", "a")
                .link("a", "b")
                .build();
        assertThat(some.report().rejected())
                .isEqualTo(Map.of(RejectReason.EMPTY_CUSTOMER_ID, 1L, RejectReason.BAD_CUSTOMER_ID, 1L));
        assertThat(some.report().accepted()).isEqualTo(1);
        assertThat(some.report().firstProblems()).hasSize(2);
        IdLinksBuilder full = IdLinks.builder("links", BadRowPolicy.skip(1)).link("a", "a");
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> full.link("b", "b"));
    }

    @Test
    void linksThatJoinWhatIsApartAreRefused() {
        IdLinksBuilder builder =
                IdLinks.builder().link("a", "b").apart("a", "c").link("b", "c");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(builder::build)
                .withMessage("links, row 2, column 'apart': 'a' and 'c'; they are stated to be different persons, but"
                        + " links join them to 'a'; take a link away, or this statement");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> IdLinks.builder().apart("a", "a"))
                .withMessageEndingWith("an id cannot be kept apart from itself");
        IdLinks apart = IdLinks.builder().link("a", "b").apart("a", "c").build();
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> apart.appender("more", BadRowPolicy.fail())
                        .link("c", "b")
                        .build())
                .withMessageStartingWith("links, row 2");
        assertThat(apart.report().read()).isEqualTo(1);
    }

    @Test
    void aBuilderBuildsOnce() {
        IdLinksBuilder builder = IdLinks.builder();
        assertThat(builder.build().ids()).isZero();
        assertThatIllegalStateException().isThrownBy(() -> builder.link("a", "b"));
        assertThatIllegalStateException().isThrownBy(builder::build);
    }

    // Links of a log

    @Test
    void allIdsOfAPersonAreOneCustomerOfALog() {
        TransactionLog log = Row.log(
                EUR,
                Row.of("jo@example.org", 0, 5),
                Row.of("z", 0, 7),
                Row.of("cookie-7", 1, -5),
                Row.of("cookie-7", 2, 9));
        TransactionLog linked = log.withLinks(chain());
        assertThat(linked.customers()).isEqualTo(2);
        assertThat(linked.index().id(0)).isEqualTo("card-12");
        assertThat(linked.index().indexOf("cookie-7")).isZero();
        assertThat(linked.index().indexOf("card-12")).isZero();
        assertThat(linked.index().indexOf("x")).isEqualTo(-1);
        assertThat(linked.index().indexOf("z")).isEqualTo(1);
        assertThat(linked.report().netted()).isEqualTo(2);
        assertThat(linked.end(0) - linked.start(0)).isEqualTo(1);
        TransactionLog longer = Row.append(linked, java.util.List.of(Row.of("card-12", 3, 4)));
        assertThat(longer.customers()).isEqualTo(2);
        // Taken away, the link is as if it had never been.
        TransactionLog fewer = log.withLinks(chain().without("cookie-7", "jo@example.org"));
        assertThat(fewer.customers()).isEqualTo(3);
        assertThat(fewer.index().id(fewer.index().indexOf("jo@example.org"))).isEqualTo("card-12");
    }

    @Test
    void linksJoinAcrossIdsThatWereMergedBefore() {
        TransactionLog log = Row.log(EUR, Row.of("p", 0, 1), Row.of("q", 0, 2), Row.of("r", 0, 4), Row.of("s", 0, 8))
                .withMerged("q", "r");
        TransactionLog linked =
                log.withLinks(IdLinks.builder().link("p", "q").link("r", "s").build());
        assertThat(linked.customers()).isEqualTo(1);
        assertThat(linked.index().id(0)).isEqualTo("p");
        assertThat(linked.revenueMinor()).isEqualTo(15);
    }

    @Test
    void aLogOfNumbersTakesLinksOfNumbers() {
        TransactionLogBuilder builder = TransactionLog.builder(EUR);
        builder.add(10, 0, 1);
        builder.add(9, 0, 2);
        TransactionLog log = builder.build();
        TransactionLog linked = log.withLinks(
                IdLinks.builder().link("10", "9").link("a", "b").link("9", "12").build());
        assertThat(linked.customers()).isEqualTo(1);
        assertThat(linked.index().number(0)).isEqualTo(9);
        assertThat(linked.index().indexOf(12)).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        log.withLinks(IdLinks.builder().link("10", "cookie").build()))
                .withMessage(
                        "the linked id 'cookie' is text, but the log's customer ids are long numbers; build the log"
                                + " with text ids");
    }
}
