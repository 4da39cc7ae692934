package io.github.clv4j.rfm;

/** Which rate of a segment {@link FlowAlarms} watch. */
public enum FlowMeasure {
    /** Customers who left the segment, of those before. */
    OUTFLOW {
        @Override
        long part(SegmentFlow flow) {
            return flow.outflow();
        }

        @Override
        long whole(SegmentFlow flow) {
            return flow.before();
        }
    },
    /** Customers who stayed in the segment, of those before. */
    STAY {
        @Override
        long part(SegmentFlow flow) {
            return flow.stayed();
        }

        @Override
        long whole(SegmentFlow flow) {
            return flow.before();
        }
    },
    /** Customers who came to the segment, of those after. */
    INFLOW {
        @Override
        long part(SegmentFlow flow) {
            return flow.inflow();
        }

        @Override
        long whole(SegmentFlow flow) {
            return flow.after();
        }
    };

    abstract long part(SegmentFlow flow);

    abstract long whole(SegmentFlow flow);
}
