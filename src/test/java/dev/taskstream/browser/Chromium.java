package dev.taskstream.browser;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

import org.springframework.util.FileSystemUtils;

/**
 * The one browser of all tests in a process: the installed one. Nothing is downloaded,
 * and nothing but the loopback interface is reachable from it.
 */
final class Chromium {

	private static final Optional<Path> BROWSER = onPath("chromium", "google-chrome", "chromium-browser");

	private static final Optional<Path> DRIVER = onPath("chromedriver");

	private static @Nullable Chromium shared;

	private final Path profile = emptyProfile();

	private final ChromeDriver driver = launch(this.profile);

	private Chromium() {
	}

	private static Optional<Path> onPath(String... names) {
		String[] folders = System.getenv().getOrDefault("PATH", "").split(File.pathSeparator);
		return Stream.of(names)
			.flatMap((name) -> Stream.of(folders).map((folder) -> Path.of(folder, name)))
			.filter(Files::isExecutable)
			.findFirst();
	}

	static boolean isInstalled() {
		return BROWSER.isPresent() && DRIVER.isPresent();
	}

	/**
	 * The browser, started with the first call. It ends with the process.
	 */
	static synchronized ChromeDriver shared() {
		Chromium running = shared;
		if (running == null) {
			running = new Chromium();
			Runtime.getRuntime().addShutdownHook(new Thread(running::quit));
			shared = running;
		}
		return running.driver;
	}

	private void quit() {
		this.driver.quit();
		FileSystemUtils.deleteRecursively(this.profile.toFile());
	}

	private static ChromeDriver launch(Path profile) {
		Path browser = BROWSER.orElseThrow(() -> new IllegalStateException("No chromium or google-chrome on the PATH"));
		Path driver = DRIVER.orElseThrow(() -> new IllegalStateException("No chromedriver on the PATH"));
		return new ChromeDriver(
				new ChromeDriverService.Builder().usingDriverExecutable(driver.toFile()).usingAnyFreePort().build(),
				options(browser, profile));
	}

	private static Path emptyProfile() {
		try {
			return Files.createTempDirectory("taskstream-chromium-");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static ChromeOptions options(Path browser, Path profile) {
		ChromeOptions options = new ChromeOptions();
		options.setBinary(browser.toFile());
		// Without a sandbox, since containers run it as root and it only sees our pages
		options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
				"--hide-scrollbars", "--no-first-run", "--user-data-dir=" + profile, "--lang=en");
		options.addArguments("--disable-quic", "--disable-background-networking", "--disable-component-update",
				"--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1");
		return options;
	}

}
