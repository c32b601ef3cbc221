package dev.taskstream.demo;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import dev.taskstream.BaseTask;
import dev.taskstream.ProgressHandle;
import dev.taskstream.TaskUpload;

import org.springframework.stereotype.Component;

/**
 * A task that computes the SHA-256 of a file and counts its bytes, lines and words.
 */
@Component
final class FileDigest extends BaseTask<TaskUpload, FileDigest.Digest> {

	private static final int BUFFER_SIZE = 64 * 1024;

	@Override
	protected Digest execute(TaskUpload upload, ProgressHandle progress) throws IOException, NoSuchAlgorithmException {
		try (InputStream content = progress.track(upload.open(), upload.size())) {
			MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
			TextCount count = new TextCount();
			byte[] buffer = new byte[BUFFER_SIZE];
			long bytes = 0;
			int read;
			while ((read = content.read(buffer)) >= 0) {
				sha256.update(buffer, 0, read);
				count.add(buffer, read);
				bytes += read;
			}
			return new Digest(upload.fileName(), HexFormat.of().formatHex(sha256.digest()), bytes, count.lines(),
					count.words());
		}
	}

	record Digest(String fileName, String sha256, long bytes, long lines, long words) {

	}

}
