package io.github.clv4j.model;

/**
 * A likelihood that can also be told block by block, each at variables of its own: what covariates need, which give the
 * customers of each block their own scales. What the covariates do to the variables is not known here.
 */
interface BlockLikelihood extends Likelihood {
    /** The histories, in blocks. */
    HistoryColumns columns();

    /** True if {@link #addBlock} knows second derivatives. */
    default boolean hasSecond() {
        return false;
    }

    /**
     * Adds a block's ln L (not minus it) at θ, its slopes in θ and, if asked for and known, the upper triangle of its second
     * derivatives in θ, row by row. Different blocks may be told at the same time by different threads.
     */
    void addBlock(int block, double[] theta, boolean second, double[] into);

    @Override
    BlockLikelihood thinned(int customersWanted);
}
