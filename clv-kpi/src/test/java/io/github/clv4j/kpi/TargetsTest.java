package io.github.clv4j.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.clv4j.data.BadRowPolicy;
import io.github.clv4j.data.DataException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TargetsTest {
    private static final KpiCatalogue CATALOGUE = KpiCatalogue.standard();

    private static TargetsBuilder builder() {
        return Targets.builder(CATALOGUE, "targets.csv");
    }

    @Test
    void keepsRowsInTheirOrder() {
        Targets targets = builder()
                .add(Target.of("retention_rate", 0.4, 0.3))
                .add(Target.of("churn_rate", 0.6, 0.7).withGroup("web").withDepartment(Department.SERVICE))
                .build();
        assertThat(CustomerBaseAuditTest.lines(targets.toTable()))
                .containsExactly("1,retention_rate,,,0.4,0.3", "2,churn_rate,web,service,0.6,0.7");
    }

    @Test
    void tellsRowAndRuleOfWhatIsWrong() {
        assertBad(
                Target.of("retention", 0.4, 0.3).withRow(7),
                "targets.csv, row 7, column 'kpi': 'retention'; it must be a KPI of the catalogue: [");
        assertBad(
                Target.of("retention_rate", 0.4, 0.5),
                "targets.csv, row 2, column 'warning': '0.5'; it must be at most the target 0.4, for more is better for"
                        + " 'retention_rate'");
        assertBad(
                Target.of("churn_rate", 0.4, 0.3),
                "targets.csv, row 2, column 'warning': '0.3'; it must be at least the target 0.4, for less is better for"
                        + " 'churn_rate'");
        assertBad(
                Target.of("aov", Double.NaN, 1),
                "targets.csv, row 2, column 'target': 'NaN'; it must be a finite number");
        assertBad(Target.of("aov", 1, Double.NaN), "targets.csv, row 2, column 'warning': 'NaN'; it must be at most");
        assertBad(
                Target.of("aov", 1, 1).withGroup(" "),
                "targets.csv, row 2, column 'group': ' '; it must not be blank; none stands for all customers");
        assertBad(
                Target.of("arpu", 5, 4),
                "targets.csv, row 2, column 'kpi': 'arpu'; row 1 has a target for the same KPI, group and department");
        assertBad(
                Target.of("arpu", 5, 4).withGroup(PeriodFacts.ALL),
                "targets.csv, row 2, column 'kpi': 'arpu'; row 1 has a target for the same KPI, group and department");
        Kpi neutral = Kpi.of("share_web", "Share", cell -> KpiValue.of(1));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Targets.builder(CATALOGUE.with(neutral), "t").add(Target.of("share_web", 1, 1)))
                .withMessage(
                        "t, row 1, column 'kpi': 'share_web'; neither way is good for this KPI; give it a direction to"
                                + " set a target");
    }

    private static void assertBad(Target target, String message) {
        TargetsBuilder builder = builder().add(Target.of("arpu", 3, 2));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> builder.add(target))
                .withMessageStartingWith(message);
    }

    @Test
    void theSameKpiMayHaveOtherGroupsAndDepartments() {
        Targets targets = builder()
                .add(Target.of("arpu", 3, 2))
                .add(Target.of("arpu", 3, 2).withGroup("web"))
                .add(Target.of("arpu", 3, 2).withDepartment(Department.SALES))
                .build();
        assertThat(targets.rows()).hasSize(3);
    }

    @Test
    void badRowsMayBeSkippedAndCounted() {
        Targets targets = Targets.builder(CATALOGUE, "targets.csv", BadRowPolicy.skip(5))
                .add(Target.of("nothing", 1, 1))
                .add(Target.of("aov", 2, 1))
                .build();
        assertThat(targets.rows()).extracting(Target::kpi).containsExactly("aov");
        assertThat(targets.report().read()).isEqualTo(2);
    }

    @Test
    void statusNeedsADirection() {
        Target target = Target.of("aov", 2, 1);
        assertThat(target.status(2, KpiDirection.UP_IS_GOOD)).isEqualTo(ScoreStatus.MET);
        assertThat(target.status(1, KpiDirection.UP_IS_GOOD)).isEqualTo(ScoreStatus.WARNING);
        assertThat(target.status(0.99, KpiDirection.UP_IS_GOOD)).isEqualTo(ScoreStatus.MISSED);
        assertThat(target.status(Double.NaN, KpiDirection.UP_IS_GOOD)).isEqualTo(ScoreStatus.UNDEFINED);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> target.status(1, KpiDirection.NEUTRAL))
                .withMessage("direction of 'aov' is NEUTRAL; a target needs up or down");
    }

    @Property(tries = 500)
    void statusIsMonotoneAndMirrored(
            @ForAll @IntRange(min = -6, max = 6) int target,
            @ForAll @IntRange(max = 4) int margin,
            @ForAll @IntRange(min = -9, max = 9) int low,
            @ForAll @IntRange(max = 9) int more) {
        Target up = Target.of("aov", target, target - margin);
        Target down = Target.of("churn_rate", -target, -(target - margin));
        ScoreStatus worse = up.status(low, KpiDirection.UP_IS_GOOD);
        ScoreStatus better = up.status(low + more, KpiDirection.UP_IS_GOOD);
        // Constants come from the best to the worst.
        assertThat(better).isLessThanOrEqualTo(worse);
        assertThat(down.status(-low, KpiDirection.DOWN_IS_GOOD)).isEqualTo(worse);
        assertThat(down.status(-low - more, KpiDirection.DOWN_IS_GOOD)).isEqualTo(better);
    }
}
