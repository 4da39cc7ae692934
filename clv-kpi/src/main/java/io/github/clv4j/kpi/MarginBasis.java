package io.github.clv4j.kpi;

import io.github.clv4j.data.MoneyScale;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** How margin is told from revenue and cost: by the log's cost, by a stated rate, or not, so that revenue stands for it. */
record MarginBasis(
        MoneyScale money, boolean withCost, @Nullable BigDecimal rate) {
    static final String REVENUE_BASED = "revenue-based: neither costs nor a gross margin were given";

    MarginBasis {
        if (withCost && rate != null) {
            throw new IllegalArgumentException(
                    "gross margin is " + rate + ", but the log has cost, which tells the margin; give one of them");
        }
    }

    /** Margin in major units. */
    BigDecimal exact(long revenueMinor, long costMinor) {
        BigDecimal revenue = money.toDecimal(revenueMinor);
        if (withCost) {
            return revenue.subtract(money.toDecimal(costMinor));
        }
        return rate == null ? revenue : revenue.multiply(rate);
    }

    /** Margin in major units as a value, which says if it is revenue. */
    KpiValue value(long revenueMinor, long costMinor) {
        return noted(KpiValue.of(exact(revenueMinor, costMinor)));
    }

    /** A value that says if it is of revenue. */
    KpiValue noted(KpiValue value) {
        return withCost || rate != null ? value : value.withNote(REVENUE_BASED);
    }
}
