package io.github.clv4j.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** {@link LongSum} against {@link BigInteger}. Seeds are fixed: every run is the same. */
class LongSumTest {
    @Property(seed = "61", tries = 2000)
    void sumsAreExact(@ForAll List<Long> values) {
        LongSum sum = new LongSum();
        BigInteger expected = BigInteger.ZERO;
        for (long value : values) {
            sum.add(value);
            expected = expected.add(BigInteger.valueOf(value));
        }
        check(sum, expected);
    }

    @Property(seed = "62", tries = 2000)
    void sumsOfProductsAreExact(@ForAll List<Long> values, @ForAll long factor) {
        LongSum sum = new LongSum();
        BigInteger expected = BigInteger.ZERO;
        for (long value : values) {
            sum.addProduct(value, factor);
            expected = expected.add(BigInteger.valueOf(value).multiply(BigInteger.valueOf(factor)));
        }
        // 128 bits hold two products of 64 bits each, and many more of ordinary amounts.
        if (expected.bitLength() < 127) {
            check(sum, expected);
        }
    }

    private static void check(LongSum sum, BigInteger expected) {
        assertThat(sum.toBigInteger()).isEqualTo(expected);
        boolean fits = expected.bitLength() < 64;
        assertThat(sum.fitsLong()).isEqualTo(fits);
        if (fits) {
            assertThat(sum.toLong()).isEqualTo(expected.longValueExact());
        } else {
            assertThatExceptionOfType(ArithmeticException.class).isThrownBy(sum::toLong);
        }
        double nearest = expected.doubleValue();
        assertThat(sum.toDouble()).isEqualTo(nearest, within(2 * Math.ulp(nearest)));
    }

    @Test
    void theBoundsOf64BitsFit() {
        for (long bound : new long[] {Long.MAX_VALUE, Long.MIN_VALUE, 0, -1}) {
            LongSum sum = new LongSum();
            sum.add(bound);
            assertThat(sum.toLong()).isEqualTo(bound);
        }
        LongSum there = new LongSum();
        there.add(Long.MAX_VALUE);
        there.add(1);
        assertThat(there.fitsLong()).isFalse();
        assertThat(there.toDouble()).isEqualTo(0x1p63);
        there.add(-1);
        assertThat(there.toLong()).isEqualTo(Long.MAX_VALUE);
    }
}
