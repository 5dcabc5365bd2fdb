using System.Globalization;
using System.Net;
using CallControl.Crm.Contracts;

namespace CallControl.Delivery.Exchanges;

/// <summary>Every request to a CRM passes here: it waits for its turn, has its time, is logged, and comes back as an answer or as a <see cref="CrmException"/>.</summary>
internal sealed class ExchangeHandler(
    CrmApi api, string gateName, string enterprise, string integration, IRateGate gate, ExchangeLog log, Redaction redaction, TimeProvider time) : DelegatingHandler
{
    private const int LargestAnswer = 16 * 1024 * 1024;

    // For a vendor that says "too many" and not until when.
    private static readonly TimeSpan PauseAfterTooMany = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    /// <summary>The call that this flow of work is about; for the log.</summary>
    public static AsyncLocal<Guid?> CurrentCall { get; } = new();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var sent = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        await using var turn = await gate.EnterAsync(gateName, api.Limit, cancellationToken);
        using var limit = new CancellationTokenSource(api.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        var (at, from) = (time.GetUtcNow(), time.GetTimestamp());
        HttpResponseMessage? answer = null;
        string? received = null;
        string? error = null;
        try
        {
            answer = await base.SendAsync(request, either.Token);
            await answer.Content.LoadIntoBufferAsync(LargestAnswer, either.Token);
            received = IsText(answer) ? await answer.Content.ReadAsStringAsync(either.Token) : null;
            if (ProblemOf(answer) is not { } problem)
                return answer;
            error = problem.Message;
            if (answer.StatusCode == HttpStatusCode.TooManyRequests || problem.RetryAfter is not null)
                await gate.CloseAsync(gateName, problem.RetryAfter ?? PauseAfterTooMany, cancellationToken);
            answer.Dispose();
            throw problem;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            error = $"no answer within {api.Timeout.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture)} s";
            throw new CrmException(error) { IsTransient = true };
        }
        catch (OperationCanceledException)
        {
            error = "given up by the caller";
            throw;
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            error = e.Message;
            throw new CrmException($"The {api.Name} API was not reached: {e.Message}", e) { IsTransient = true };
        }
        finally
        {
            var took = time.GetElapsedTime(from);
            DeliveryMetrics.Exchange.Record(took.TotalSeconds, new("integration", integration), new("api", api.Name));
            log.Add(new Exchange(
                at, enterprise, integration, CurrentCall.Value, api.Name, request.Method.Method, redaction.Of(request.RequestUri?.ToString()) ?? "", redaction.Of(sent),
                answer is null ? null : (int)answer.StatusCode, redaction.Of(received), redaction.Of(error), (int)took.TotalMilliseconds));
        }
    }

    private CrmException? ProblemOf(HttpResponseMessage answer)
    {
        var status = (int)answer.StatusCode;
        if ((status < 500 && answer.StatusCode != HttpStatusCode.TooManyRequests) || api.IsAnswer?.Invoke(answer) == true)
            return null;
        return new CrmException($"The {api.Name} API answered {status}")
        {
            IsTransient = true,
            Code = status.ToString(CultureInfo.InvariantCulture),
            RetryAfter = RetryAfterOf(answer),
        };
    }

    private TimeSpan? RetryAfterOf(HttpResponseMessage answer)
    {
        var asked = answer.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - time.GetUtcNow(),
            _ => api.RetryAfter?.Invoke(answer),
        };
        return asked is { } wait && wait > TimeSpan.Zero ? wait < LongestPause ? wait : LongestPause : null;
    }

    private static bool IsText(HttpResponseMessage answer) => answer.Content.Headers.ContentType?.MediaType is not { } type
        || type.StartsWith("text/", StringComparison.OrdinalIgnoreCase) || type.Contains("json", StringComparison.OrdinalIgnoreCase)
        || type.Contains("xml", StringComparison.OrdinalIgnoreCase) || type.Contains("urlencoded", StringComparison.OrdinalIgnoreCase);
}
