package io.github.clv4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CustomerIndexTest {
    private static final LogOptions EUR = LogOptions.of(MoneyScale.of("EUR"));

    private static CustomerIndex text(String... ids) {
        return Row.log(EUR, Arrays.stream(ids).map(id -> Row.of(id, 0, 1)).toList())
                .index();
    }

    private static CustomerIndex numeric(long... ids) {
        TransactionLogBuilder builder = TransactionLog.builder(EUR);
        builder.addAll(ids, new int[ids.length], new long[ids.length]);
        return builder.build().index();
    }

    private static List<String> inOrder(CustomerIndex index) {
        return Arrays.stream(index.inIdOrder()).mapToObj(index::id).toList();
    }

    @Test
    void textIdsComeInTheOrderOfTheirUtf16Units() {
        // U+1F600 is written with units from U+D800 on, so it stands before U+FFE5.
        assertThat(inOrder(text("b", "a", "B", "10", "9", "ä", "Z", "\uffe5", "\ud83d\ude00", "a ")))
                .containsExactly("10", "9", "B", "Z", "a", "a ", "b", "ä", "\ud83d\ude00", "\uffe5");
    }

    @Test
    void numbersComeInTheOrderOfTheirValue() {
        assertThat(inOrder(numeric(10, 9, -1, 0, Long.MIN_VALUE, Long.MAX_VALUE, 100)))
                .containsExactly("-9223372036854775808", "-1", "0", "9", "10", "100", "9223372036854775807");
    }

    @Test
    void idsAreFoundEitherWay() {
        CustomerIndex numbers = numeric(7, -3, 0);
        assertThat(numbers.isNumeric()).isTrue();
        assertThat(numbers.size()).isEqualTo(3);
        assertThat(numbers.indexOf(-3)).isEqualTo(1);
        assertThat(numbers.indexOf("-3")).isEqualTo(1);
        assertThat(numbers.id(1)).isEqualTo("-3");
        for (String unknown :
                List.of("", " 7", "7 ", "7.0", "1", "x", "99999999999999999999", "0x7", "7L", "-", "007", "+7", "-0")) {
            assertThat(numbers.indexOf(unknown)).as("'%s'", unknown).isEqualTo(-1);
        }
        assertThat(numbers.indexOf(1)).isEqualTo(-1);

        CustomerIndex texts = text("7", "-3", "x", "007");
        assertThat(texts.isNumeric()).isFalse();
        assertThat(texts.indexOf(7)).isZero();
        assertThat(texts.indexOf("007")).isEqualTo(3);
        assertThat(texts.indexOf(-3)).isEqualTo(1);
        assertThat(texts.indexOf("X")).isEqualTo(-1);
        assertThat(texts.indexOf("")).isEqualTo(-1);
        assertThat(texts.indexOf(1)).isEqualTo(-1);
    }

    @Test
    void numbersOutsideTheIndexAreRefused() {
        for (CustomerIndex index : List.of(text("a", "b"), numeric(1, 2))) {
            assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> index.id(2));
            assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> index.id(-1));
        }
    }

    @Test
    void theOrderIsANewArrayEachTime() {
        for (CustomerIndex index : List.of(text("b", "a"), numeric(2, 1))) {
            index.inIdOrder()[0] = 77;
            assertThat(index.inIdOrder()).containsExactly(1, 0);
        }
    }

    @Test
    void manyIdsKeepTheirNumbers() {
        int n = 50_000;
        String[] ids =
                IntStream.range(0, n).mapToObj(i -> "c" + i * 7919L % 1_000_003).toArray(String[]::new);
        CustomerIndex texts = text(ids);
        long[] numbers =
                IntStream.range(0, n).mapToLong(i -> i * 0x9E3779B97F4A7C15L).toArray();
        CustomerIndex longs = numeric(numbers);
        int wrong = 0;
        for (int c = 0; c < n; c++) {
            wrong += texts.indexOf(ids[c]) == c && texts.id(c).equals(ids[c]) ? 0 : 1;
            wrong += longs.indexOf(numbers[c]) == c && longs.id(c).equals(Long.toString(numbers[c])) ? 0 : 1;
        }
        assertThat(wrong).isZero();
        assertThat(inOrder(texts)).isSorted();
        assertThat(Arrays.stream(longs.inIdOrder()).mapToObj(c -> numbers[c]).toList())
                .isSorted();
    }

    @Test
    void numbersInAnyPatternAreToldApart() {
        long[] strides = {
            1,
            2,
            10,
            1000,
            1L << 16,
            1L << 31,
            1L << 32,
            (1L << 32) + 1,
            1L << 40,
            1L << 48,
            86_400_000,
            -1,
            Long.MIN_VALUE >>> 1
        };
        for (long stride : strides) {
            long[] ids = IntStream.range(0, 3000)
                    .mapToLong(i -> stride * (i - 1500))
                    .distinct()
                    .toArray();
            CustomerIndex index = numeric(ids);
            int wrong = 0;
            for (int c = 0; c < ids.length; c++) {
                wrong += index.indexOf(ids[c]) == c ? 0 : 1;
            }
            assertThat(wrong).as("stride %s", stride).isZero();
            assertThat(index.size()).isEqualTo(ids.length);
            assertThat(index.indexOf(7_777_777_777L)).isEqualTo(-1);
        }
    }

    /**
     * Ids at regular distances are common: check digits, sequences shared by several tables. A table that puts many of
     * them into one row of slots goes through thousands of slots a look-up; then this takes minutes, not milliseconds.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 10, 31, 1816, 85_762, 950_857, 1L << 40})
    void numbersAtRegularDistancesAreFoundQuickly(long distance) {
        int n = 130_000;
        CustomerIndex index = numeric(
                IntStream.range(0, n).mapToLong(i -> 1_000_000 + distance * i).toArray());
        long limit = System.nanoTime() + 10_000_000_000L;
        long sum = 0;
        for (int round = 0; round < 50; round++) {
            for (int i = 0; i < n; i++) {
                sum += index.indexOf(1_000_000 + distance * i);
            }
            assertThat(System.nanoTime())
                    .as("10 seconds for %s look-ups", (round + 1) * n)
                    .isLessThan(limit);
        }
        assertThat(sum).isEqualTo(50L * n * (n - 1) / 2);
    }

    @Test
    void aMergedIdFindsItsCustomerAndIsNotListed() {
        TransactionLog log = Row.log(EUR, Row.of("b", 0, 1), Row.of("a", 0, 1), Row.of("c", 0, 1));
        CustomerIndex index = log.withMerged("c", "a").index();
        assertThat(inOrder(index)).containsExactly("b", "c");
        assertThat(index.indexOf("a")).isEqualTo(index.indexOf("c"));
    }

    @Test
    void mergedIdsOfBothKindsOutliveLaterMergesErasuresAndBatches() {
        TransactionLogBuilder builder = TransactionLog.builder(EUR);
        builder.addAll(new long[] {1, 2, 3, 4, 5}, new int[5], new long[5]);
        TransactionLog numbers = builder.build();
        TransactionLog texts = Row.log(
                EUR,
                IntStream.rangeClosed(1, 5).mapToObj(i -> Row.of("" + i, 0, 0)).toList());
        for (TransactionLog log : List.of(numbers, texts)) {
            TransactionLog merged =
                    log.withMerged("2", "5").withMerged("4", "1").without("3").withMerged("4", "5");
            TransactionLog longer = merged.appender().build();
            for (CustomerIndex index : List.of(merged.index(), longer.index())) {
                assertThat(index.size()).isEqualTo(1);
                assertThat(index.id(0)).isEqualTo("4");
                for (long id : new long[] {1, 2, 4, 5}) {
                    assertThat(index.indexOf(id)).as("%s", id).isZero();
                }
                assertThat(index.indexOf(3)).isEqualTo(-1);
            }
        }
    }

    @Test
    void aUnionKeepsTheNumbersOfTheFirst() {
        CustomerIndex joined = text("b", "a").union(text("c", "a"));
        assertThat(IntStream.range(0, joined.size()).mapToObj(joined::id)).containsExactly("b", "a", "c");
        CustomerIndex numbers = numeric(5, 3).union(numeric(3, 9));
        assertThat(IntStream.range(0, numbers.size()).mapToObj(numbers::id)).containsExactly("5", "3", "9");
        assertThat(numbers.indexOf(9)).isEqualTo(2);
    }

    @Test
    void aUnionChangesNeitherPart() {
        CustomerIndex one = text("b", "a");
        CustomerIndex two = text("c");
        one.union(two);
        assertThat(one.size()).isEqualTo(2);
        assertThat(one.indexOf("c")).isEqualTo(-1);
        assertThat(two.size()).isEqualTo(1);
        assertThat(two.indexOf("b")).isEqualTo(-1);
    }

    @Test
    void aUnionWithNothingIsTheOther() {
        CustomerIndex empty = Row.log(EUR).index();
        CustomerIndex some = numeric(4, 2);
        assertThat(inOrder(empty.union(some))).containsExactly("2", "4");
        assertThat(empty.union(some).isNumeric()).isTrue();
        assertThat(inOrder(some.union(empty))).containsExactly("2", "4");
        assertThat(some.union(some)).isSameAs(some);
        assertThat(empty.union(text("x")).id(0)).isEqualTo("x");
    }

    @Test
    void aUnionOfBothKindsIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> text("1").union(numeric(1)))
                .withMessageContaining("text ids");
        assertThatIllegalArgumentException().isThrownBy(() -> numeric(1).union(text("1")));
    }

    @Test
    void aUnionStillFindsMergedIdsOfBothParts() {
        CustomerIndex one = Row.log(EUR, Row.of("a", 0, 1), Row.of("b", 0, 1))
                .withMerged("a", "b")
                .index();
        CustomerIndex two = Row.log(EUR, Row.of("x", 0, 1), Row.of("y", 0, 1))
                .withMerged("x", "y")
                .index();
        CustomerIndex joined = one.union(two);
        assertThat(joined.size()).isEqualTo(2);
        assertThat(joined.indexOf("b")).isEqualTo(joined.indexOf("a"));
        assertThat(joined.indexOf("y")).isEqualTo(joined.indexOf("x"));
    }
}
