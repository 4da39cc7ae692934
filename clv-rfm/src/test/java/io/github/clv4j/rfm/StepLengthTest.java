package io.github.clv4j.rfm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.clv4j.data.TimeStep;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepLengthTest {
    private static List<LocalDate> dates(String... dates) {
        return Arrays.stream(dates).map(LocalDate::parse).toList();
    }

    @Test
    void monthsAreCalendarMonths() {
        assertThat(StepLength.between(dates("2025-01-31", "2025-02-28", "2025-03-31")))
                .isEqualTo(StepLength.of(1, TimeStep.MONTHS));
        assertThat(StepLength.between(dates("2025-02-28", "2025-05-31", "2025-08-31")))
                .isEqualTo(StepLength.of(3, TimeStep.MONTHS));
        assertThat(StepLength.between(dates("2025-01-30", "2025-02-28", "2025-03-30")))
                .isEqualTo(StepLength.of(1, TimeStep.MONTHS));
        assertThat(StepLength.between(dates("2024-06-15", "2025-06-15"))).isEqualTo(StepLength.of(12, TimeStep.MONTHS));
    }

    @Test
    void otherStepsAreWeeksOrDays() {
        assertThat(StepLength.between(dates("2025-01-06", "2025-01-20", "2025-02-03")))
                .isEqualTo(StepLength.of(2, TimeStep.WEEKS));
        // A month of 28 days: the same day of the month and four weeks; months win.
        assertThat(StepLength.between(dates("2025-02-03", "2025-03-03"))).isEqualTo(StepLength.of(1, TimeStep.MONTHS));
        assertThat(StepLength.between(dates("2025-01-06", "2025-01-16"))).isEqualTo(StepLength.of(10, TimeStep.DAYS));
        assertThat(StepLength.of(10, TimeStep.DAYS).days()).isEqualTo(10);
        assertThat(StepLength.of(2, TimeStep.MONTHS).days()).isEqualTo(60.875);
        assertThat(StepLength.of(2, TimeStep.MONTHS)).hasToString("2 MONTHS");
    }

    @Test
    void badInput() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StepLength.between(dates("2025-01-31", "2025-02-28", "2025-04-15")))
                .withMessageContaining("[2025-01-31, 2025-02-28, 2025-04-15] are not equally far apart");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StepLength.between(dates("2025-01-31")))
                .withMessageContaining("there are 1 dates");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StepLength.of(0, TimeStep.DAYS))
                .withMessageContaining("step is 0 DAYS");
    }
}
