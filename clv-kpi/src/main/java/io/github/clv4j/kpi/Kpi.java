package io.github.clv4j.kpi;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A KPI and all that is known of it: name, formula, unit, direction, owner, what it needs, when it is undefined, and how
 * it is computed. Immutable. {@link Kpis} holds those that come with the library; own ones are made the same way:
 *
 * <pre>{@code
 * Kpi refundRate = Kpi.of("refund_rate", "Refund rate", cell ->
 *                 cell.money(Fact.REFUNDED).over(cell.money(Fact.GROSS_REVENUE), "no gross revenue in the period"))
 *         .withFormula("refunded / gross revenue")
 *         .withUnit(KpiUnit.RATIO)
 *         .withDirection(KpiDirection.DOWN_IS_GOOD)
 *         .withOwner(Department.PRODUCT)
 *         .withNeeds(Fact.REFUNDED, Fact.GROSS_REVENUE)
 *         .withUndefinedIf("there is no gross revenue");
 * }</pre>
 */
public final class Kpi {
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");

    private final String id;
    private final String name;
    private final Function<KpiCell, KpiValue> computation;
    private final String formula;
    private final KpiUnit unit;
    private final KpiDirection direction;
    private final @Nullable Department owner;
    private final Set<Fact> needs;
    private final Set<KpiInput> inputs;
    private final String undefinedIf;

    private Kpi(
            String id,
            String name,
            Function<KpiCell, KpiValue> computation,
            String formula,
            KpiUnit unit,
            KpiDirection direction,
            @Nullable Department owner,
            Set<Fact> needs,
            Set<KpiInput> inputs,
            String undefinedIf) {
        this.id = id;
        this.name = name;
        this.computation = computation;
        this.formula = formula;
        this.unit = unit;
        this.direction = direction;
        this.owner = owner;
        this.needs = needs;
        this.inputs = inputs;
        this.undefinedIf = undefinedIf;
    }

    /**
     * A KPI: a ratio, neither up nor down being good, of no department, that needs nothing and is always defined, unless
     * the {@code with} methods say otherwise.
     *
     * @param id how files and tables call it: lower-case words joined by underscores
     * @param name how people call it; not blank
     * @param computation from the facts and inputs of a group in a period to a value. It may ask only for what
     *     {@link #withNeeds} and {@link #withInputs} name, and must depend on nothing else.
     */
    public static Kpi of(String id, String name, Function<KpiCell, KpiValue> computation) {
        if (!ID.matcher(Objects.requireNonNull(id, "id")).matches()) {
            throw new IllegalArgumentException(
                    "KPI id is '" + id + "'; it must be lower-case words joined by underscores, such as 'repeat_rate'");
        }
        return new Kpi(
                id,
                text("name", name),
                Objects.requireNonNull(computation, "computation"),
                "",
                KpiUnit.RATIO,
                KpiDirection.NEUTRAL,
                null,
                Set.of(),
                Set.of(),
                "");
    }

    private static String text(String what, String text) {
        if (Objects.requireNonNull(text, what).isBlank()) {
            throw new IllegalArgumentException(what + " of a KPI is blank");
        }
        return text;
    }

    /** How it is computed, in words. */
    public Kpi withFormula(String text) {
        return new Kpi(
                id, name, computation, text("formula", text), unit, direction, owner, needs, inputs, undefinedIf);
    }

    /** What the value is told in. Default {@link KpiUnit#RATIO}. */
    public Kpi withUnit(KpiUnit newUnit) {
        Objects.requireNonNull(newUnit, "unit");
        return new Kpi(id, name, computation, formula, newUnit, direction, owner, needs, inputs, undefinedIf);
    }

    /** Which way it should go. Default {@link KpiDirection#NEUTRAL}. */
    public Kpi withDirection(KpiDirection newDirection) {
        Objects.requireNonNull(newDirection, "direction");
        return new Kpi(id, name, computation, formula, unit, newDirection, owner, needs, inputs, undefinedIf);
    }

    /** Who answers for it. Default: nobody. */
    public Kpi withOwner(Department department) {
        Objects.requireNonNull(department, "department");
        return new Kpi(id, name, computation, formula, unit, direction, department, needs, inputs, undefinedIf);
    }

    /** The facts that it is computed from. Default none. */
    public Kpi withNeeds(Fact... facts) {
        Set<Fact> own = EnumSet.noneOf(Fact.class);
        Collections.addAll(own, facts);
        return new Kpi(
                id,
                name,
                computation,
                formula,
                unit,
                direction,
                owner,
                Collections.unmodifiableSet(own),
                inputs,
                undefinedIf);
    }

    /** What it needs beside the log. Default nothing. */
    public Kpi withInputs(KpiInput... stated) {
        Set<KpiInput> own = EnumSet.noneOf(KpiInput.class);
        Collections.addAll(own, stated);
        return new Kpi(
                id,
                name,
                computation,
                formula,
                unit,
                direction,
                owner,
                needs,
                Collections.unmodifiableSet(own),
                undefinedIf);
    }

    /** When it is undefined, in words that go on after "undefined if". Default: never. */
    public Kpi withUndefinedIf(String text) {
        return new Kpi(
                id, name, computation, formula, unit, direction, owner, needs, inputs, text("undefined case", text));
    }

    /** The value in a cell. */
    KpiValue compute(KpiCell cell) {
        KpiValue value = computation.apply(cell);
        if (value == null) {
            throw new IllegalStateException("KPI '" + id + "' was computed as null; an undefined value says why");
        }
        return value;
    }

    /** How files and tables call it. */
    public String id() {
        return id;
    }

    /** How people call it. */
    public String name() {
        return name;
    }

    /** How it is computed, in words; empty if not told. */
    public String formula() {
        return formula;
    }

    /** What the value is told in. */
    public KpiUnit unit() {
        return unit;
    }

    /** Which way it should go. */
    public KpiDirection direction() {
        return direction;
    }

    /** Who answers for it, or null for nobody. */
    public @Nullable Department owner() {
        return owner;
    }

    /** The facts that it is computed from. */
    public Set<Fact> needs() {
        return needs;
    }

    /** What it needs beside the log. */
    public Set<KpiInput> inputs() {
        return inputs;
    }

    /** When it is undefined, in words that go on after "undefined if"; empty if it never is. */
    public String undefinedIf() {
        return undefinedIf;
    }

    @Override
    public String toString() {
        return id + (formula.isEmpty() ? "" : " = " + formula);
    }
}
