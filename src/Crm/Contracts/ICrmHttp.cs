namespace CallControl.Crm.Contracts;

/// <summary>Makes clients for a vendor's APIs. One for each account.</summary>
public interface ICrmHttp
{
    /// <summary>
    /// A client for one API of the vendor. Each request waits for the API's limits, which all replicas share, is written into <c>integration_logs</c> with secrets
    /// and phone numbers masked, and asks for and unpacks gzip. What fails in transport, and an answer of 429 or 5xx, is thrown as a transient
    /// <see cref="CrmException"/> with <see cref="CrmException.RetryAfter"/> when the API names one; every other answer is returned as it is. Nothing is retried here: the outbox does that.
    /// </summary>
    /// <param name="api">Which.</param>
    /// <returns>To be kept and shared; not to be disposed. Base address and headers are the adapter's to set before the first request; time runs out by <see cref="CrmApi.Timeout"/>.</returns>
    HttpClient Create(CrmApi api);
}
