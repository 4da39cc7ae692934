package io.github.clv4j.kpi;

import io.github.clv4j.table.Column;
import io.github.clv4j.table.Table;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How many customers are still there after so many days, where some are still there and so are known up to today only:
 * the product-limit estimate of Kaplan and Meier (1958, JASA 53: 457-481). Immutable.
 *
 * <pre>
 *   S(t)   = Π over days tᵢ ≤ t with an end of  (1 − dᵢ/nᵢ)
 *   var S  = S(t)² Σ over the same of  dᵢ / (nᵢ (nᵢ − dᵢ))        (Greenwood 1926)
 * </pre>
 *
 * <p>d<sub>i</sub> ended after exactly t<sub>i</sub> days and n<sub>i</sub> were followed for at least t<sub>i</sub>; one
 * who was followed for exactly t<sub>i</sub> days and did not end (is censored) is at risk at t<sub>i</sub>. It assumes
 * that being censored has nothing to do with ending soon, and that customers are followed from their start: one who came
 * before the records begin must not be left out because it ended before that. After the longest time S is not known, unless it is 0.
 */
public final class KaplanMeier {
    /** A thousand roundings of a double. */
    private static final double ROUNDING = 1e-13;

    /** Days on which somebody ended or was censored, ascending. */
    private final int[] day;

    private final long[] atRisk;
    private final long[] ended;
    private final long[] censored;
    private final double[] survival;
    /** Greenwood's sum; infinite where everybody at risk ended. */
    private final double[] greenwood;

    private final long subjects;

    private KaplanMeier(int[] sortedDays, boolean[] endedOf) {
        int n = sortedDays.length;
        int[] distinct = Arrays.stream(sortedDays).distinct().toArray();
        this.subjects = n;
        this.day = distinct;
        this.atRisk = new long[distinct.length];
        this.ended = new long[distinct.length];
        this.censored = new long[distinct.length];
        this.survival = new double[distinct.length];
        this.greenwood = new double[distinct.length];
        double s = 1;
        double sum = 0;
        int next = 0;
        for (int i = 0; i < distinct.length; i++) {
            atRisk[i] = subjects - next;
            for (; next < n && sortedDays[next] == distinct[i]; next++) {
                if (endedOf[next]) {
                    ended[i]++;
                } else {
                    censored[i]++;
                }
            }
            long stay = atRisk[i] - ended[i];
            s *= (double) stay / atRisk[i];
            sum += ended[i] == 0 ? 0 : (double) ended[i] / atRisk[i] / stay;
            survival[i] = s;
            greenwood[i] = sum;
        }
    }

    /**
     * The curve of some customers.
     *
     * @param days how long each was followed, 0 or more
     * @param ended for each whether it ended then; if not it was still there
     * @throws IllegalArgumentException if the two are not equally long, or a number of days is negative
     */
    public static KaplanMeier of(int[] days, boolean[] ended) {
        if (days.length != ended.length) {
            throw new IllegalArgumentException(days.length + " numbers of days and " + ended.length
                    + " ends; there must be one for each customer");
        }
        long[] keys = new long[days.length];
        for (int i = 0; i < days.length; i++) {
            if (days[i] < 0) {
                throw new IllegalArgumentException(
                        "days of customer " + i + " are " + days[i] + "; they must be 0 or more");
            }
            keys[i] = (long) days[i] << 1 | (ended[i] ? 1 : 0);
        }
        Arrays.sort(keys);
        int[] sorted = new int[keys.length];
        boolean[] endedOf = new boolean[keys.length];
        for (int i = 0; i < keys.length; i++) {
            sorted[i] = (int) (keys[i] >> 1);
            endedOf[i] = (keys[i] & 1) == 1;
        }
        return new KaplanMeier(sorted, endedOf);
    }

    /**
     * The curve of customers told by dates. One without an end was there through the end of the day on which it was last
     * seen, so it was followed for one day more than lies between the two dates.
     *
     * @param startDay first day of each, in days since 1970-01-01
     * @param endDay first day on which it was there no more, or {@link Subscriptions#OPEN}
     * @param lastSeenDay last day on which it was seen; read only where the end is open
     * @throws IllegalArgumentException if the arrays are not equally long, or a customer ends or was last seen before it
     *     started
     */
    public static KaplanMeier ofDates(int[] startDay, int[] endDay, int[] lastSeenDay) {
        if (startDay.length != endDay.length || startDay.length != lastSeenDay.length) {
            throw new IllegalArgumentException(startDay.length + " starts, " + endDay.length + " ends and "
                    + lastSeenDay.length + " last days; there must be one of each for each customer");
        }
        int[] days = new int[startDay.length];
        boolean[] ended = new boolean[startDay.length];
        for (int i = 0; i < days.length; i++) {
            ended[i] = endDay[i] != Subscriptions.OPEN;
            days[i] = ended[i]
                    ? Math.subtractExact(endDay[i], startDay[i])
                    : Math.addExact(Math.subtractExact(lastSeenDay[i], startDay[i]), 1);
        }
        return of(days, ended);
    }

    /** Number of customers. */
    public long customers() {
        return subjects;
    }

    /** Number of customers who ended. */
    public long ended() {
        return Arrays.stream(ended).sum();
    }

    /** Number of steps: days on which somebody ended or was censored. */
    public int steps() {
        return day.length;
    }

    /** The day of a step: days since the start. */
    public int day(int step) {
        return day[step];
    }

    /** Customers followed for at least the days of a step. */
    public long atRisk(int step) {
        return atRisk[step];
    }

    /** Customers who ended after exactly the days of a step. */
    public long ended(int step) {
        return ended[step];
    }

    /** Customers who were followed for exactly the days of a step and did not end. */
    public long censored(int step) {
        return censored[step];
    }

    /** The part that is there for longer than the days of a step. */
    public double survival(int step) {
        return survival[step];
    }

    /** Greenwood's standard error of {@link #survival}; NaN once nobody is left, where it does not exist. */
    public double standardError(int step) {
        return survival[step] == 0 ? Double.NaN : survival[step] * Math.sqrt(greenwood[step]);
    }

    /**
     * The part of customers that is there for longer than so many days; undefined without customers, and after the
     * longest time anybody was followed unless nobody was left then.
     *
     * @param days 0 or more
     */
    public KpiValue survivalAfter(int days) {
        int step = stepAt(days);
        if (subjects == 0) {
            return KpiValue.undefined("there are no customers");
        }
        if (step == steps() - 1 && days > day[step] && survival[step] > 0) {
            return KpiValue.undefined("nobody was followed for longer than " + day[step] + " days");
        }
        return KpiValue.of(new BigDecimal(step < 0 ? 1 : survival[step]));
    }

    /**
     * As {@link #survivalAfter(int)}, with an interval for that one day (not for the whole curve). Once nobody is left it
     * has none.
     *
     * @param days 0 or more
     * @param level such as 0.95
     */
    public RateEstimate survivalAfter(int days, double level, SurvivalIntervalType type) {
        KpiValue value = survivalAfter(days);
        int step = stepAt(days);
        return value.isDefined()
                ? estimate(value, step, level, type)
                : RateEstimate.without(value, Intervals.checkedLevel(level));
    }

    private RateEstimate estimate(KpiValue value, int step, double level, SurvivalIntervalType type) {
        double z = Intervals.z(Intervals.checkedLevel(level));
        if (step < 0 || survival[step] == 1) {
            return new RateEstimate(value, 1, 1, level);
        }
        double s = survival[step];
        if (s == 0) {
            return RateEstimate.without(value.withNote("nobody is left, so there is no interval"), level);
        }
        double relative = z * Math.sqrt(greenwood[step]);
        return switch (type) {
            case PLAIN -> new RateEstimate(value, Math.max(0, s - s * relative), Math.min(1, s + s * relative), level);
            case LOG_LOG -> {
                double spread = Math.exp(relative / -Math.log(s));
                yield new RateEstimate(value, Math.pow(s, spread), Math.pow(s, 1 / spread), level);
            }
        };
    }

    /** The last step on or before a day, or -1. */
    private int stepAt(int days) {
        if (days < 0) {
            throw new IllegalArgumentException("days is " + days + "; it must be 0 or more");
        }
        int found = Arrays.binarySearch(day, days);
        return found >= 0 ? found : -found - 2;
    }

    /** The median: the first day after which half or fewer are left; undefined while more than half are. */
    public KpiValue medianDays() {
        return quantileDays(0.5);
    }

    /**
     * The first day by which a part of customers has left, S(t) ≤ 1 − part; undefined if fewer have.
     *
     * @param part above 0 and below 1
     */
    public KpiValue quantileDays(double part) {
        if (!(part > 0 && part < 1)) {
            throw new IllegalArgumentException("part is " + part + "; it must be above 0 and below 1");
        }
        for (int step = 0; step < steps(); step++) {
            // A product of quotients may miss a half by its last bits.
            if (survival[step] <= (1 - part) * (1 + ROUNDING)) {
                return KpiValue.of(day[step]);
            }
        }
        return KpiValue.undefined(
                subjects == 0
                        ? "there are no customers"
                        : "fewer than " + part + " of the customers have left after the longest time");
    }

    /**
     * One row for each day on which somebody ended or was censored: {@code day}, {@code at_risk}, {@code ended},
     * {@code censored}, {@code survival}, {@code standard_error}, {@code lower}, {@code upper}.
     *
     * @param level such as 0.95
     */
    public Table toTable(double level, SurvivalIntervalType type) {
        return Table.of("survival", steps(), columns(level, type));
    }

    private List<Column> columns(double level, SurvivalIntervalType type) {
        List<RateEstimate> estimates = new ArrayList<>();
        for (int step = 0; step < steps(); step++) {
            estimates.add(survivalAfter(day[step], level, type));
        }
        return List.of(
                Column.integer("day", this::day),
                Column.integer("at_risk", this::atRisk),
                Column.integer("ended", this::ended),
                Column.integer("censored", this::censored),
                Column.decimal("survival", this::survival),
                Column.decimal("standard_error", this::standardError),
                Column.decimal("lower", step -> estimates.get(step).lower()),
                Column.decimal("upper", step -> estimates.get(step).upper()));
    }

    @Override
    public String toString() {
        return "survival of " + subjects + " customers, " + ended() + " of whom ended";
    }
}
