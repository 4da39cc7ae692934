package io.github.clv4j.internal.math;

import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;

/** Nodes and weights of Gauss and Legendre's rules on the interval 0..1. */
public final class GaussLegendre {
    private static final GaussLegendre FOUR = new GaussLegendre(4);
    private static final GaussLegendre TEN = new GaussLegendre(10);

    private final double[] node;
    private final double[] weight;

    private GaussLegendre(int points) {
        GaussIntegrator rule = new GaussIntegratorFactory().legendre(points, 0, 1);
        node = new double[points];
        weight = new double[points];
        for (int i = 0; i < points; i++) {
            node[i] = rule.getPoint(i);
            weight[i] = rule.getWeight(i);
        }
    }

    /** For short pieces of a smooth function. */
    public static GaussLegendre four() {
        return FOUR;
    }

    /** The usual rule: 1e-14 where the next singularity lies two thirds of the interval's length away. */
    public static GaussLegendre ten() {
        return TEN;
    }

    /** Number of nodes. */
    public int points() {
        return node.length;
    }

    /** Node i in 0..1. */
    public double node(int i) {
        return node[i];
    }

    /** Weight i; all add up to 1. */
    public double weight(int i) {
        return weight[i];
    }
}
