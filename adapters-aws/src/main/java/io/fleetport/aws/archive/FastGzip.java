package io.fleetport.aws.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Gzip at its fastest: it shares the processor with the intake, and raw messages shrink little more at higher levels. */
final class FastGzip extends GZIPOutputStream {

    private static final int BUFFER_BYTES = 1 << 16;

    FastGzip(OutputStream out) throws IOException {
        super(out, BUFFER_BYTES);
        def.setLevel(Deflater.BEST_SPEED);
    }

    /** Ends the compressed form, and gives the memory of it back, without closing what it was written to. */
    @Override
    public void finish() throws IOException {
        super.finish();
        def.end();
    }
}
