package io.github.clv4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GroupingTest {
    private static final LogOptions CHANNELS = LogOptions.of(MoneyScale.of("EUR"))
            .withRefunds(RefundPolicy.KEEP_NEGATIVE)
            .withDimensions("channel");

    private static Row row(String customer, int day, long amount, String channel) {
        return new Row(customer, day, amount, 0, channel, null);
    }

    @Test
    void groupsComeAsGiven() {
        int[] groupOf = {1, -1, 0, 1};
        Grouping grouping = Grouping.of("segment", List.of("new", "loyal"), groupOf);
        groupOf[0] = 0;
        assertThat(grouping.name()).isEqualTo("segment");
        assertThat(grouping.labels()).containsExactly("new", "loyal");
        assertThat(grouping.groups()).isEqualTo(2);
        assertThat(grouping.customers()).isEqualTo(4);
        assertThat(grouping.groupOf(0)).isEqualTo(1);
        assertThat(grouping.labelOf(0)).isEqualTo("loyal");
        assertThat(grouping.groupOf(1)).isEqualTo(Grouping.NONE);
        assertThat(grouping.labelOf(1)).isNull();
        assertThat(grouping.sizes()).containsExactly(1, 2);
        assertThat(grouping.indexOf("loyal")).isEqualTo(1);
        assertThat(grouping).hasToString("segment [new, loyal] over 4 customers");
    }

    @Test
    void labelsCannotBeChangedFromOutside() {
        List<String> labels = new ArrayList<>(List.of("x", "y"));
        Grouping grouping = Grouping.of("g", labels, new int[] {0});
        labels.set(0, "z");
        assertThat(grouping.labels()).containsExactly("x", "y");
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> grouping.labels().add("w"));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> Grouping.of("g", 1, c -> "x").labels().add("w"));
        grouping.sizes()[0] = 9;
        assertThat(grouping.sizes()).containsExactly(1, 0);
    }

    @Test
    void groupsOutsideTheLabelsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Grouping.of("segment", List.of("x"), new int[] {0, 1}))
                .withMessage("grouping 'segment': customer 1 has group 1; it must be -1 to 0");
        assertThatIllegalArgumentException().isThrownBy(() -> Grouping.of("segment", List.of("x"), new int[] {-2}));
        assertThatIllegalArgumentException().isThrownBy(() -> Grouping.of("segment", List.of(), new int[] {0}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Grouping.of("segment", List.of("x", "y", "x"), new int[0]))
                .withMessage("grouping 'segment' has a label twice: [x, y, x]");
        assertThat(Grouping.of("segment", List.of(), new int[] {-1}).sizes()).isEmpty();
    }

    @Test
    void anUnknownLabelIsToldWithTheOnesThereAre() {
        Grouping grouping = Grouping.of("segment", List.of("new", "loyal"), new int[0]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> grouping.indexOf("New"))
                .withMessage("grouping 'segment' has no group 'New'; it has [new, loyal]");
    }

    @Test
    void groupsByTextComeInTheOrderOfTheirLabels() {
        String[] labels = {"b", null, "ä", "Z", "b", ""};
        Grouping grouping = Grouping.of("by text", labels.length, c -> labels[c]);
        assertThat(grouping.labels()).containsExactly("", "Z", "b", "ä");
        assertThat(grouping.sizes()).containsExactly(1, 1, 2, 1);
        for (int c = 0; c < labels.length; c++) {
            assertThat(grouping.labelOf(c)).isEqualTo(labels[c]);
        }
        assertThat(Grouping.of("none", 0, c -> "x").groups()).isZero();
    }

    @Test
    void everyoneIsOneGroup() {
        Grouping all = Grouping.everyone(3);
        assertThat(all.sizes()).containsExactly(3);
        assertThat(all.labelOf(2)).isEqualTo("all");
        assertThat(Grouping.everyone(0).sizes()).containsExactly(0);
    }

    @Test
    void groupingsAreEqualByContent() {
        Grouping grouping = Grouping.of("g", List.of("x", "y"), new int[] {0, 1});
        assertThat(Grouping.of("g", 2, c -> c == 0 ? "x" : "y"))
                .isEqualTo(grouping)
                .hasSameHashCodeAs(grouping);
        assertThat(Grouping.of("h", List.of("x", "y"), new int[] {0, 1})).isNotEqualTo(grouping);
        assertThat(Grouping.of("g", List.of("x", "z"), new int[] {0, 1})).isNotEqualTo(grouping);
        assertThat(Grouping.of("g", List.of("x", "y"), new int[] {0, 0})).isNotEqualTo(grouping);
    }

    @Test
    void aCustomerBelongsToTheChannelOfItsFirstPurchase() {
        TransactionLog log = Row.log(
                CHANNELS,
                row("late refund", 5, 10, "web"),
                row("late refund", 4, -10, "phone"),
                row("refund alone", 4, -10, "phone"),
                row("zero first", 1, 0, "gift"),
                row("zero first", 2, 9, "web"),
                row("two on a day", 3, 9, "shop"),
                row("two on a day", 3, 2, "web"),
                row("unknown first", 1, 5, ""),
                row("unknown first", 2, 5, "web"));
        Grouping first = Grouping.byFirst(log, "channel");
        assertThat(first.name()).isEqualTo("first channel");
        assertThat(first.customers()).isEqualTo(log.customers());
        assertThat(first.labelOf(log.index().indexOf("late refund"))).isEqualTo("web");
        assertThat(first.labelOf(log.index().indexOf("refund alone"))).isNull();
        assertThat(first.labelOf(log.index().indexOf("zero first"))).isEqualTo("gift");
        assertThat(first.labelOf(log.index().indexOf("two on a day"))).isEqualTo("web");
        assertThat(first.labelOf(log.index().indexOf("unknown first"))).isNull();
        assertThatIllegalArgumentException().isThrownBy(() -> Grouping.byFirst(log, "category"));
    }

    @Test
    void byFirstDoesNotDependOnTheOrderOfTheInput() {
        Random random = new Random(9);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            rows.add(row(
                    "c" + random.nextInt(40),
                    random.nextInt(4),
                    random.nextInt(5) - 1L,
                    List.of("web", "shop", "", "Phone").get(random.nextInt(4))));
        }
        TransactionLog log = Row.log(CHANNELS, rows);
        Grouping expected = Grouping.byFirst(log, "channel");
        for (int i = 0; i < 20; i++) {
            Collections.shuffle(rows, random);
            TransactionLog other = Row.log(CHANNELS, rows);
            Grouping told = Grouping.byFirst(other, "channel");
            assertThat(told.labels()).isEqualTo(expected.labels()).isSorted();
            for (int c = 0; c < log.customers(); c++) {
                assertThat(told.labelOf(other.index().indexOf(log.index().id(c))))
                        .isEqualTo(expected.labelOf(c));
            }
        }
    }

    @Test
    void aDimensionTellsLabelsByCode() {
        TransactionLog log = Row.log(
                CHANNELS, row("a", 0, 1, "web"), row("a", 1, 1, ""), row("b", 0, 1, "shop"), row("b", 1, 1, "web"));
        Dimension channel = log.dimension("channel");
        assertThat(channel.name()).isEqualTo("channel");
        assertThat(channel.labels()).containsExactly("web", "shop");
        assertThat(Arrays.stream(new int[] {0, 1, 2, 3}).map(channel::code)).containsExactly(0, -1, 1, 0);
        assertThat(channel).hasToString("channel with 2 labels over 4 rows");
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> channel.labels().set(0, "x"));
    }
}
