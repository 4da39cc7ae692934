package io.github.clv4j.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.clv4j.data.RefundPolicy;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepeatSpendTest {
    private static final LocalDate END = LocalDate.of(2024, 3, 31);

    /** Rows as {@code x:mean*weight}. */
    private static List<String> rows(RepeatSpend spend) {
        return IntStream.range(0, spend.size())
                .mapToObj(i -> spend.x(i) + ":" + spend.meanSpend(i) + "*" + spend.weight(i))
                .toList();
    }

    private static CustomerSummary summary(TestRow... rows) {
        return CustomerSummary.of(
                TestRow.log(TestRow.options(RefundPolicy.KEEP_NEGATIVE), List.of(rows), false),
                SummaryOptions.daily().until(END));
    }

    private static TestRow row(String id, String date, long amount) {
        return TestRow.of(id, date, amount, 0);
    }

    private static CustomerSummary shop() {
        return summary(
                row("once", "2024-01-01", 9900),
                row("twice", "2024-01-01", 1000),
                row("twice", "2024-01-05", 2500),
                row("same day", "2024-01-02", 700),
                row("same day", "2024-02-02", 1500),
                row("same day", "2024-02-02", 1000),
                row("thrice", "2024-01-03", 300),
                row("thrice", "2024-01-04", 1000),
                row("thrice", "2024-01-05", 2000),
                row("free repeat", "2024-01-03", 600),
                row("free repeat", "2024-01-04", 0),
                row("gave back", "2024-01-03", 500),
                row("gave back", "2024-01-04", 800),
                row("gave back", "2024-01-06", -900),
                row("free sample", "2024-01-08", 0),
                row("later", "2024-04-01", 5000),
                row("later", "2024-04-02", 5000));
    }

    @Test
    void takesRepeatPurchasesInMajorUnits() {
        RepeatSpend spend = RepeatSpend.of(shop());

        assertThat(rows(spend)).containsExactly("1:25.0*2", "2:15.0*1");
        assertThat(spend.customers()).isEqualTo(3);
        assertThat(spend.excluded()).as("free repeat, gave back").isEqualTo(2);
        assertThat(spend).hasToString("spend of 3 customers, 2 left out");
    }

    @Test
    void withTheFirstPurchaseTakesAllOrders() {
        RepeatSpend spend = RepeatSpend.withFirstPurchase(shop());

        assertThat(rows(spend)).containsExactly("1:99.0*1", "2:2.0*1", "2:3.0*1", "2:16.0*1", "2:17.5*1", "3:11.0*1");
        assertThat(spend.excluded()).as("free sample").isEqualTo(1);
    }

    @Test
    void aSummaryWithoutRepeatPurchasesGivesNone() {
        RepeatSpend spend = RepeatSpend.of(summary(row("once", "2024-01-01", 100)));

        assertThat(spend.size()).isZero();
        assertThat(spend.customers()).isZero();
        assertThat(spend.excluded()).isZero();
        assertThat(spend.correlation()).isEmpty();
    }

    @Test
    void arraysAreSortedAndCounted() {
        RepeatSpend spend =
                RepeatSpend.of(new int[] {3, 1, 524_287, 1, 3, 1}, new double[] {9.5, 7, Double.MIN_VALUE, 4, 9.5, 7});

        assertThat(rows(spend)).containsExactly("1:4.0*1", "1:7.0*2", "3:9.5*2", "524287:4.9E-324*1");
        assertThat(spend.customers()).isEqualTo(6);
        assertThat(spend.excluded()).isZero();
        assertThat(RepeatSpend.of(new int[0], new double[0]).size()).isZero();
    }

    @Test
    void theHostsArraysAreCopied() {
        int[] x = {1, 2};
        double[] mean = {30, 20};
        RepeatSpend spend = RepeatSpend.of(x, mean);

        assertThat(x).containsExactly(1, 2);
        assertThat(mean).containsExactly(30, 20);
        x[0] = 7;
        mean[0] = 7;
        assertThat(rows(spend)).containsExactly("1:30.0*1", "2:20.0*1");
    }

    @ParameterizedTest
    @CsvSource({"0, 5", "-1, 5", "524288, 5", "2, 0", "2, -0.01", "2, NaN", "2, Infinity", "-2147483648, -Infinity"})
    void figuresThatCannotBeAreRefused(int x, double mean) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RepeatSpend.of(new int[] {1, 1, x}, new double[] {5, 5, mean}))
                .withMessage("customer number 2 has x " + x + " and mean spend " + mean
                        + "; it must be that 1 <= x <= 524287, and the mean spend is finite and above 0");
    }

    @Test
    void arraysOfDifferentLengthsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RepeatSpend.of(new int[] {1, 2}, new double[] {5}))
                .withMessage("there are 2 counts x and 1 mean spends; both must be as many");
    }

    @Test
    void correlationIsPearsons() {
        // Deviations −2, −1, −1, 4 and −3, 1, −3, 5: 28 / √(22 · 44).
        RepeatSpend spend = RepeatSpend.of(new int[] {1, 2, 2, 7}, new double[] {2, 6, 2, 10});
        assertThat(spend.correlation().orElseThrow()).isCloseTo(28 / Math.sqrt(22 * 44), within(1e-15));

        RepeatSpend huge = RepeatSpend.of(new int[] {1, 2, 2, 7}, new double[] {2e307, 6e307, 2e307, 10e307});
        assertThat(huge.correlation().orElseThrow()).isCloseTo(28 / Math.sqrt(22 * 44), within(1e-15));

        assertThat(RepeatSpend.of(new int[] {1, 2, 4}, new double[] {3, 2, 0.0001})
                        .correlation()
                        .orElseThrow())
                .isBetween(-1.0, -0.9);
    }

    @Test
    void correlationIsUndefinedWhereOneSideDoesNotVary() {
        assertThat(RepeatSpend.of(new int[] {3, 3, 3}, new double[] {1, 2, 3}).correlation())
                .isEmpty();
        assertThat(RepeatSpend.of(new int[] {1, 2, 3}, new double[] {0.1, 0.1, 0.1})
                        .correlation())
                .isEmpty();
    }
}
