package io.github.clv4j.rfm;

/** How raw values become scores. */
public enum ScoringRule {
    /**
     * Quantile cuts of type 7 (Hyndman and Fan 1996, <a
     * href="https://doi.org/10.2307/2684934">doi:10.2307/2684934</a>; the default of R's {@code quantile} and of {@code
     * numpy.quantile}), intervals closed on the right, as {@code pandas.qcut} closes them.
     *
     * <p>Let v<sub>0</sub> &le; … &le; v<sub>n-1</sub> be the values of the n customers that are present, and k the
     * number of bins. Cut i, for i = 1..k-1, lies at h = (n-1)&middot;i/k: with q = &lfloor;h&rfloor; it is
     * v<sub>q</sub> + (h-q)&middot;(v<sub>q+1</sub> - v<sub>q</sub>). The bin of a value is 1 + the number of cuts
     * strictly below it.
     *
     * <p>Ties: the bin depends on the value alone, so equal values always get the same score and the order of customers
     * plays no part. The price is that bins can be unequal and, where more than 1/k of the customers share a value,
     * empty: that score is then given to nobody, the others keep their meaning, and {@link RfmScores#warnings()} says
     * so. If all values are equal, all customers are in bin 1, which is the best score of recency and the lowest of the
     * others. Fewer customers than bins leave bins empty in the same way.
     */
    QUANTILE
}
