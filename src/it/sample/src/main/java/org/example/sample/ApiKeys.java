package org.example.sample;

import java.util.Map;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The keys of devices by their names.
 */
@ConfigurationProperties("sample")
record ApiKeys(Map<String, String> apiKeys) {

	ApiKeys {
		apiKeys = (apiKeys != null) ? Map.copyOf(apiKeys) : Map.of();
	}

}
