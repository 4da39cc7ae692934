package io.github.clv4j.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What counts as a number among ids, against the text that a long writes. Seeds are fixed: every run is the same. */
class IdOrderPropertyTest {
    @Provide
    Arbitrary<String> ids() {
        Arbitrary<String> near = Arbitraries.bigIntegers()
                .between(BigInteger.valueOf(-20), BigInteger.valueOf(20))
                .flatMap(
                        off -> Arbitraries.of(Long.MIN_VALUE, -10L, 0L, 10L, 1_000_000_000_000_000_000L, Long.MAX_VALUE)
                                .map(at -> off.add(BigInteger.valueOf(at)).toString()));
        Arbitrary<String> digits =
                Arbitraries.strings().withChars("-+0123456789 \u0663").ofMaxLength(22);
        return Arbitraries.oneOf(near, digits, Arbitraries.longs().map(String::valueOf));
    }

    @Property(seed = "71", tries = 5000)
    void numbersAreWhatALongWrites(@ForAll("ids") String id) {
        assertThat(IdOrder.isNumber(id)).as(id).isEqualTo(isWritten(id));
    }

    private static boolean isWritten(String id) {
        try {
            return Long.toString(Long.parseLong(id)).equals(id);
        } catch (NumberFormatException e) {
            return false;
        }
    }

    @Test
    void theEndsOfTheRange() {
        for (String number : List.of("0", "-1", "9223372036854775807", "-9223372036854775808")) {
            assertThat(IdOrder.isNumber(number)).as(number).isTrue();
        }
        for (String text : List.of("", "-", "-0", "00", "007", "+7", "9223372036854775808", "-9223372036854775809")) {
            assertThat(IdOrder.isNumber(text)).as(text).isFalse();
        }
    }
}
