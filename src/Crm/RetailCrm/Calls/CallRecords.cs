using System.Globalization;
using CallControl.Crm.Contracts;
using CallControl.Crm.RetailCrm.Customers;
using CallControl.Crm.RetailCrm.Settings;
using CallControl.Crm.RetailCrm.Telephony;
using Microsoft.Extensions.Logging;

namespace CallControl.Crm.RetailCrm.Calls;

/// <summary>RetailCRM's list of calls. What is there can't be changed, so a call is uploaded whole, with the place where its recording will be.</summary>
internal sealed class CallRecords(CallUploader uploader, CallCodes codes, RetailCrmSettings settings, TimeZoneInfo zone, ILogger logger)
{
    private const string DateFormat = "yyyy-MM-dd HH:mm:ss";

    public async Task SaveAsync(CallEnded ended, ClientNote client, CallNotes notes, CancellationToken cancellation)
    {
        var call = ended.Call;
        var upload = new UploadedCall(
            TimeZoneInfo.ConvertTime(call.StartedAt, zone).ToString(DateFormat, CultureInfo.InvariantCulture), Words.TypeOf(call),
            call.Client?.ToString() ?? RussianWords.HiddenNumber, Words.ResultOf(ended.Result), call.Id.ToString())
        {
            Duration = (int)Math.Round(ended.Talked.TotalSeconds),
            DurationWaiting = (int)Math.Round(ended.Waited.TotalSeconds),
            RecordUrl = TextOf(ended.Recording),
            ExternalPhone = call.Line == default ? null : call.Line.ToString(),
            Site = settings.SiteOf(call.Line),
        };
        (upload, var isNew) = await UploadAsync(upload, codes.OfAsync(ended, client, notes, cancellation), cancellation);
        await notes.UploadedAsync(upload, cancellation);
        Log.Uploaded(logger, call.Id, !isNew);
    }

    /// <summary>For a recording that nobody knew of when the call ended: worth an attempt, though RetailCRM may keep what it has.</summary>
    public async Task AddRecordingAsync(RecordingReady recording, CallNotes notes, CancellationToken cancellation)
    {
        if (notes.Upload is not { RecordUrl: null } upload)
            return;
        if (TextOf(recording.Link) is not { } link)
            return;
        upload = upload with { RecordUrl = link };
        if (await uploader.UploadAsync(upload, cancellation))
            await notes.UploadedAsync(upload, cancellation);
        else
            Log.RecordingTooLate(logger, recording.Call.Id);
    }

    // RetailCRM refuses a link without a host, and the call with it.
    private static string? TextOf(Uri? link) => link is { IsAbsoluteUri: true } ? link.AbsoluteUri : null;

    // Nobody documents whether RetailCRM takes an extension that it does not know. A call is worth more than whose it is: it must not be lost for that.
    private async Task<(UploadedCall Upload, bool IsNew)> UploadAsync(UploadedCall upload, IAsyncEnumerable<string> codes, CancellationToken cancellation)
    {
        CrmException? refusal = null;
        await foreach (var code in codes.WithCancellation(cancellation))
        {
            var attempt = upload with { Code = code };
            try
            {
                return (attempt, await uploader.UploadAsync(attempt, cancellation));
            }
            catch (CrmException e) when (e is { IsTransient: false, IsAccountProblem: false })
            {
                Log.UploadRefused(logger, Guid.Parse(upload.ExternalId), code, e.Message);
                refusal ??= e;
            }
        }

        return refusal is null ? (upload, await uploader.UploadAsync(upload, cancellation)) : throw refusal;
    }
}
