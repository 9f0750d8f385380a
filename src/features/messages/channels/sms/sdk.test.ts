/**
 * The vendors' own SDKs against the stand-ins of our tests: what they accept and what accepts them is honest. They are heavy to load, so all of it
 * is here.
 */
import Dysms, { QuerySendDetailsRequest, SendSmsRequest } from '@alicloud/dysmsapi20170525';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sms } from 'tencentcloud-sdk-nodejs-sms';
import twilio from 'twilio';
import * as aliyun from '../../testing/sms/aliyun.ts';
import { numberOf } from '../../testing/sms/peer.ts';
import * as tencent from '../../testing/sms/tencent.ts';
import * as standIn from '../../testing/sms/twilio.ts';
import { isFromTwilio, twilioSignature } from '../twilio-sms/sign.ts';

// Its module stands one level deeper for who runs it as CommonJS.
const Client = Dysms.default ?? (Dysms as unknown as typeof Dysms.default);

let ali: aliyun.AliyunPeer;
let ten: tencent.TencentPeer;
let twi: standIn.TwilioPeer;
beforeAll(async () => {
  [ali, ten, twi] = await Promise.all([aliyun.openAliyun(), tencent.openTencent(), standIn.openTwilio()]);
});
afterAll(() => Promise.all([ali.close(), ten.close(), twi.close()]));

test('Aliyun’s SDK sends and asks; with a wrong key it is refused', async () => {
  const make = (accessKeySecret: string) =>
    new Client({
      ...aliyun.KEY,
      accessKeySecret,
      endpoint: `127.0.0.1:${ali.port}`,
      protocol: 'http',
    } as never);
  const client = make(aliyun.KEY.accessKeySecret);
  const sent = await client.sendSms(
    new SendSmsRequest({
      phoneNumbers: '13800000001',
      signName: aliyun.TEMPLATE.sign,
      templateCode: aliyun.TEMPLATE.code,
      templateParam: JSON.stringify({ name: '沈女士', thing: '复诊 (2)*' }),
      outId: 'dlv_by_the_sdk',
    }),
  );
  expect(sent.body).toMatchObject({ code: 'OK', bizId: expect.any(String) });
  const day = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10).replaceAll('-', '');
  const asked = await client.querySendDetails(
    new QuerySendDetailsRequest({ phoneNumber: '13800000001', sendDate: day, pageSize: 10, currentPage: 1 }),
  );
  expect(asked.body?.smsSendDetailDTOs?.smsSendDetailDTO?.[0]).toMatchObject({
    outId: 'dlv_by_the_sdk',
    sendStatus: 3,
  });
  const request = new SendSmsRequest({ phoneNumbers: '13800000001', signName: 'x', templateCode: 'x' });
  await expect(make('wrong').sendSms(request)).rejects.toThrow(/SignatureDoesNotMatch/);
});

test('Tencent’s SDK sends; with a wrong key it is refused', async () => {
  const make = (secretKey: string) =>
    new sms.v20210111.Client({
      credential: { ...tencent.KEY, secretKey },
      region: 'ap-guangzhou',
      profile: { httpProfile: { endpoint: `127.0.0.1:${ten.port}`, protocol: 'http:' } },
    });
  const request = {
    PhoneNumberSet: ['+8613800000001', numberOf('black')],
    SmsSdkAppId: tencent.APP,
    SignName: tencent.TEMPLATE.sign,
    TemplateId: tencent.TEMPLATE.id,
    TemplateParamSet: ['沈女士', '复诊'],
    SessionContext: 'dlv_by_the_sdk',
  };
  const sent = await make(tencent.KEY.secretKey).SendSms(request);
  expect(sent.SendStatusSet?.map((each) => each.Code)).toEqual(['Ok', 'FailedOperation.PhoneNumberInBlacklist']);
  await expect(make('wrong').SendSms(request)).rejects.toMatchObject({ code: 'AuthFailure.SignatureFailure' });
});

test('Twilio’s SDK sends, believes the stand-in’s signature and ours, and we believe its own', async () => {
  const http = new twilio.RequestClient();
  const client = twilio(standIn.ACCOUNT.accountSid, standIn.ACCOUNT.authToken, {
    httpClient: {
      request: (options: { uri: string }) =>
        http.request({ ...options, uri: options.uri.replace('https://api.twilio.com', twi.url) } as never),
    } as never,
  });
  const message = {
    to: '+8613800000001',
    from: '+14155550100',
    body: '您好',
    statusCallback: 'https://h.example/c/t?delivery=dlv_by_the_sdk',
  };
  expect(await client.messages.create(message)).toMatchObject({ status: 'queued', sid: expect.stringMatching(/^SM/) });
  await expect(client.messages.create({ ...message, to: numberOf('black') })).rejects.toMatchObject({ code: 21_610 });
  const url = 'https://huixiang.example/c/token?delivery=dlv_1';
  const params = { MessageSid: 'SM1', MessageStatus: 'delivered', To: '+8613800000001' };
  const token = standIn.ACCOUNT.authToken;
  const { body, headers } = twi.post(url, params);
  expect(twilio.validateRequest(token, headers['x-twilio-signature'] ?? '', url, params)).toBe(true);
  const ours = twilioSignature(token, url, new URLSearchParams(params));
  expect(twilio.validateRequest(token, ours, url, params)).toBe(true);
  expect(isFromTwilio(token, url, Buffer.from(body), twilio.getExpectedTwilioSignature(token, url, params))).toBe(true);
});
