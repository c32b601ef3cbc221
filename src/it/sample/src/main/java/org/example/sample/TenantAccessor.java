package org.example.sample;

import io.micrometer.context.integration.Slf4jThreadLocalAccessor;

/**
 * Hands the MDC's tenant on to other threads; found as a service.
 */
public class TenantAccessor extends Slf4jThreadLocalAccessor {

	public TenantAccessor() {
		super("tenant");
	}

}
